#!/usr/bin/env bash
# org.rocksdb:rocksdbjni 11.8.1 on Linux: what loading its library does besides loading it.
#
# Guessed: RocksDB.loadLibrary() unpacks a file and loads it into the process; no other program takes part.
# Seen:    it starts child processes first, one after the other, to find out which C library the system has (Flight
#          Recorder sees them start). With the environment variable ROCKSDB_MUSL_LIBC set to false it starts none.
# What follows: a command that has to start fast, or whose children are accounted for, says so itself by that variable.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
<dependencies><dependency><groupId>org.rocksdb</groupId><artifactId>rocksdbjni</artifactId><version>11.8.1</version></dependency></dependencies>
</project>
POM
mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib
cat >Seen.java <<'JAVA'
import java.nio.file.Files;
import java.nio.file.Path;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.rocksdb.RocksDB;

final class Seen {
    public static void main(String[] none) throws Exception {
        Path file = Files.createTempFile(Path.of(""), "seen", ".jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.ProcessStart");
            recording.start();
            RocksDB.loadLibrary();
            recording.stop();
            recording.dump(file);
        }
        long started = RecordingFile.readAllEvents(file).size();
        System.out.println(started == 0 ? "no child process" : "child processes");
    }
}
JAVA
{
  printf 'by default: ' && env -u ROCKSDB_MUSL_LIBC java -cp 'lib/*' Seen.java
  printf 'told: ' && ROCKSDB_MUSL_LIBC=false java -cp 'lib/*' Seen.java
} >seen
cat >expected <<'OUT'
by default: child processes
told: no child process
OUT
diff expected seen
cat seen
