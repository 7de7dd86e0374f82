// This browser as a device: an Ed25519 key that cannot be read out of it, and what it signs (docs/api.md).

import { concat, encodeText, fromHex, toHex, u64 } from '../proof/bytes.js';

const DATABASE = 'tetrarch-device';
const STORE = 'keys';
const ANSWER = 'application/vnd.tetrarch.device-answer.v1';
const PAIRING = 'application/vnd.tetrarch.device-pairing.v1';
const CONSENT = 'application/vnd.tetrarch.device-consent.v1';
const ORDER = 'application/vnd.tetrarch.operator-order.v1';
const ANSWERS = { APPROVE: 0, DENY: 1 };

function database() {
  return new Promise((done, failed) => {
    const opening = indexedDB.open(DATABASE, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
    opening.onsuccess = () => done(opening.result);
    opening.onerror = () => failed(opening.error);
  });
}

async function transact(mode, work) {
  const open = await database();
  try {
    return await new Promise((done, failed) => {
      const request = work(open.transaction(STORE, mode).objectStore(STORE));
      request.onsuccess = () => done(request.result);
      request.onerror = () => failed(request.error);
    });
  } finally {
    open.close();
  }
}

/** The devices that this browser is, for this group: names with their keys. */
export async function ownDevices(groupId) {
  const all = (await transact('readonly', store => store.getAll())) ?? [];
  return all.filter(each => each.groupId === groupId);
}

/** Where a key is kept that the group has not taken yet: should its answer be lost, neither the old nor the new key is. */
const nextOf = (groupId, name) => `${groupId}/${name}/next`;

export async function forget(groupId, name) {
  await transact('readwrite', store => store.delete(nextOf(groupId, name)));
  await transact('readwrite', store => store.delete(`${groupId}/${name}`));
}

const u32 = value => {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
};

const sized = bytes => concat(u32(bytes.length), bytes);
const text = value => sized(encodeText(value));

async function sign(privateKey, type, body) {
  const bytes = concat(encodeText(`DSSEv1 ${type.length} ${type} ${body.length} `), body);
  return new Uint8Array(await crypto.subtle.sign('Ed25519', privateKey, bytes));
}

const keep = (groupId, name, key, privateKey, at = `${groupId}/${name}`) =>
  transact('readwrite', store => store.put({ groupId, name, key: toHex(key), privateKey }, at));

/** Makes a key for this name and signs the pairing; the private half never leaves the browser's keeping. */
export async function newPairing(groupId, name, code) {
  const pair = await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']);
  const key = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const body = concat(fromHex(groupId), text(name), sized(key), text(code));
  const signature = await sign(pair.privateKey, PAIRING, body);
  return {
    request: { device: name, key: toHex(key), code, signature: toHex(signature) },
    keep: () => keep(groupId, name, key, pair.privateKey),
  };
}

/** What a key signs so that devices change: group, name, the name's version, and the matter. */
const consent = (groupId, name, version, ...matter) => concat(fromHex(groupId), text(name), u64(version), ...matter);

/** As an operator: that a device of this role is paired under a name, for ten minutes. */
export async function signedInvitation(operator, groupId, name, version, role) {
  const untilMillis = Date.now() + 600_000;
  const body = consent(groupId, name, version, text('invite'), text(role), u64(untilMillis));
  return { operator: operator.name, untilMillis, signature: toHex(await sign(operator.privateKey, CONSENT, body)) };
}

/** That a name stands for no key any more, by the device itself or, if that is lost, by another. */
export async function signedRemoval(signer, groupId, name, version) {
  const body = consent(groupId, name, version, text('remove'));
  return { signer: signer.name, signature: toHex(await sign(signer.privateKey, CONSENT, body)) };
}

/** A new key in the place of this one, signed by both. It is kept beside the old one until the group has taken it. */
export async function newReplacement(device, groupId, version) {
  const pair = await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']);
  const key = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const body = consent(groupId, device.name, version, text('replace'), sized(key));
  await keep(groupId, device.name, key, pair.privateKey, nextOf(groupId, device.name));
  return {
    request: {
      key: toHex(key),
      possession: toHex(await sign(pair.privateKey, CONSENT, body)),
      signature: toHex(await sign(device.privateKey, CONSENT, body)),
    },
    keep: () => keep(groupId, device.name, key, pair.privateKey),
  };
}

/** As an operator: that a replica is halted or started. */
export async function signedOrder(operator, group, order, replica) {
  const orderedMillis = Date.now();
  const body = concat(fromHex(group.id), u64(group.epoch), text(operator.name), text(order), text(replica), u64(orderedMillis));
  return { operator: operator.name, orderedMillis, signature: toHex(await sign(operator.privateKey, ORDER, body)) };
}

/**
 * Signs an answer.
 *
 * @param group id and epoch
 * @param actionHash of the bytes that this page has rendered, computed here
 */
export async function signedAnswer(device, group, requestDigest, actionHash, answer) {
  const answeredMillis = Date.now();
  const body = concat(
    fromHex(group.id), u64(group.epoch), text(device.name), fromHex(requestDigest), actionHash,
    Uint8Array.of(ANSWERS[answer]), u64(answeredMillis),
  );
  const signature = await sign(device.privateKey, ANSWER, body);
  return { answer, answeredMillis, signature: toHex(signature) };
}
