/** JSON as it is judged, hashed and run. */
module io.tetrarch.json {
    requires static transitive org.jspecify;

    exports io.tetrarch.json;
}
