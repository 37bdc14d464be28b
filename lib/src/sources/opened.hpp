// What one name of a source stands for.
#pragma once

#include <profilestore/import_report.hpp>
#include <string>
#include <vector>

#include "sources/source.hpp"

namespace profilestore::sources {

struct LeftOut : LeftOutSource {
  Namespace dumped = {};  ///< of a view or a time series: what it is called
};

struct Opened {
  std::string name;  ///< as it was given
  std::vector<Source> sources;
  std::vector<LeftOut> left_out;
  bool is_dump = false;  ///< a folder or an archive of collections: each source is of one of them
};

/// Opens a file, a pipe, "-", a folder, an archive, or a file in one: see open_sources(); or the
/// parts that one file was split into. Throws InvalidInput for a folder without documents,
/// StorageFailure for what can't be read.
Opened open_source(const std::vector<std::string>& parts);

}  // namespace profilestore::sources
