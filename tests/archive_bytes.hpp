// Archives of mongodump for the tests, spelled block by block.
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <string>

#include "bson_bytes.hpp"
#include "files/crc64.hpp"

namespace archive_bytes {

using namespace std::string_literals;

inline const std::string stop = "\xFF\xFF\xFF\xFF";

/// What an archive begins with, before what it lists.
inline std::string start(const std::string& version = "0.1") {
  return "\x6D\xE2\x99\x81" +
         bson_bytes::of(fmt::format(R"({{"concurrent_collections": 4, "version": "{}",
           "server_version": "7.0.2", "tool_version": "100.9.4"}})",
                                    version));
}

/// `metadata`: without quotes that need another backslash.
inline std::string listed(const std::string& database, const std::string& collection,
                          const std::string& type = "collection",
                          const std::string& metadata = "{}") {
  return bson_bytes::of(fmt::format(
      R"({{"db": "{}", "collection": "{}", "metadata": "{}", "size": 0, "type": "{}"}})", database,
      collection, metadata, type));
}

inline std::string head(const std::string& database, const std::string& collection,
                        bool end = false, std::uint64_t crc = 0) {
  return bson_bytes::of(fmt::format(
      R"({{"db": "{}", "collection": "{}", "EOF": {}, "CRC": {{"$numberLong": "{}"}}}})", database,
      collection, end, static_cast<std::int64_t>(crc)));
}

inline std::string block(const std::string& database, const std::string& collection,
                         const std::string& documents) {
  return head(database, collection) + documents + stop;
}

/// `documents`: all that the archive has of the collection.
inline std::string end(const std::string& database, const std::string& collection,
                       const std::string& documents) {
  return head(database, collection, true, profilestore::files::crc64(documents)) + stop;
}

}  // namespace archive_bytes
