// The plan of an import as lines of JSON: see profilestore/plan.hpp.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "catalog/catalog.hpp"
#include "planning/document_merger.hpp"
#include "sqlite/connection.hpp"

namespace profilestore::planning {

/// Takes a line, without its end.
using LineSink = std::function<void(std::string_view line)>;

/// {field: {"from": …, "to": …}} of the top-level fields that differ.
Value difference(const Document& before, const Document& after);

class PlanLines {
 public:
  /// `names`: of the sources. REQUIRES: `stage` is planned, and all of them outlive this.
  PlanLines(const staging::Stage& stage, const std::vector<sources::Source>& sources,
            const staging::ImportSchema& schema, std::vector<std::string> names,
            sqlite::Connection& connection, const catalog::CollectionEntry& collection);

  /// How many groups there is something to tell of.
  std::size_t groups() const { return groups_.size(); }

  /// A line for each of them, and for each piece that is quarantined.
  void write(const LineSink& line);

 private:
  struct Group {
    std::uint32_t first, last;  ///< order_[first, last)
  };

  bool tells(const Group& group);
  bool is_chosen(const Group& group);
  Value line_of(const Group& group);
  Value member(const Candidate& candidate);
  Value stored(std::int64_t row);
  Value survivor(const Candidate* standing, const Group& group);
  Value loser(const Candidate& candidate);
  Value changes(const Candidate& standing, bool replaces);
  const Candidate* standing_of(const Group& group) const;
  const Candidate& at(std::uint32_t place) const { return stage_.candidates[order_[place]]; }

  const staging::Stage& stage_;
  const std::vector<sources::Source>& sources_;
  const staging::ImportSchema& schema_;
  const std::vector<std::string> names_;
  sqlite::Connection& connection_;
  const catalog::CollectionEntry& collection_;
  staging::DocumentReader reader_;
  DocumentMerger merger_;
  files::SpillVector<std::uint32_t> order_;  ///< of the candidates: by key, then place
  files::SpillVector<Group> groups_;         ///< by the place of their first
};

}  // namespace profilestore::planning
