// A plan file, as it was written, against which what would be done is compared line by line.
#pragma once

#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <profilestore/document.hpp>
#include <string>
#include <string_view>

namespace profilestore::importing {

/// Throws PlanMoved: `what` has changed since.
[[noreturn]] void plan_moved(const std::string& what);

/// Throws PlanMoved unless each part of the store's state `now` is that of the plan.
void compare_states(const Value& there, const Value& now);

class PlanFile {
 public:
  /// Throws StorageFailure if it can't be read, InvalidInput if it is no plan.
  explicit PlanFile(const std::filesystem::path& path);

  /// Its first line.
  const Value& header() const { return header_; }

  /// Whether it is of make_unique, not of an import.
  bool is_of_index() const { return header_.contains("index"); }

  /// Throws InvalidInput if the first line lacks one of these, PlanMoved if it was edited.
  void check_header(std::initializer_list<const char*> members, const char* made_by);

  /// The next line. Throws PlanMoved if it is another.
  void expect(std::string_view line);

  void expect_end();

 private:
  std::string path_;
  std::ifstream in_;
  Value header_;
  std::size_t number_ = 0;
};

}  // namespace profilestore::importing
