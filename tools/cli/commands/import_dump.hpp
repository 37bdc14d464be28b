// profilestore import without --collection: each collection of a dump under its name.
#pragma once

#include <profilestore/import_dump.hpp>
#include <string>
#include <vector>

#include "command.hpp"

namespace profilestore::cli {

struct DumpRequest {
  std::vector<std::string> files;
  std::string store;
  std::vector<std::string> unique;     ///< as they are given: "users:email"
  std::vector<std::string> normalise;  ///< as they are given: "users:email=email"
  ImportOptions options;               ///< with the rules
  bool json = false;
};

Status import_collections(DumpRequest request);

/// The paths of "email" or, if that is the collection, of "users:email".
Paths unique_in(const std::string& collection, const std::string& text);

}  // namespace profilestore::cli
