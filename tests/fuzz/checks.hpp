// What holds of any bytes at all: fuzzers look for some of which it does not.
#pragma once

#include <string_view>

namespace fuzz {

/// As a source of JSON, BSON or CSV: its pieces and what stands between them account for each byte;
/// they are the same in whatever portions it is read; what is usable says the same, read again.
/// Throws std::logic_error that says what does not hold.
void check_json_source(std::string_view bytes);
void check_bson_source(std::string_view bytes);

/// As what may be a document of a shell, between two of JSON: besides, one that can be read alone
/// is just one piece.
void check_shell_source(std::string_view bytes);

/// The first byte says how: bit 0 tabs, bit 1 columns that have types, bit 2 blanks ignored.
void check_csv_source(std::string_view bytes);

/// As what follows the first four bytes of an archive of mongodump: if it can be read, each byte of
/// a document in its blocks comes out once; of its first half, each collection has the beginning.
void check_archive(std::string_view bytes);

/// As one document of Extended JSON: if it can be read, its normal form is that of itself, what it
/// is printed as says the same, and the two readers agree.
void check_extended_json(std::string_view bytes);

/// As a filter: if it is one, what it matches does not depend on how it is spelled or nested, and
/// what it tells of a match agrees with it.
void check_filter(std::string_view bytes);

/// As an update: if it is one, what it makes can be printed and read, and what it tells is so.
void check_update(std::string_view bytes);

/// As damage to the file of a store, and calls of it then: they do what they say or throw an Error,
/// and no document is read that was not written.
void check_database(std::string_view bytes);

}  // namespace fuzz
