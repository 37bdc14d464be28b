// A plan file, against which what would be done is compared line by line. The survivors of groups
// may have been edited in it.
#pragma once

#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <memory>
#include <profilestore/import_report.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "import/store_claims.hpp"
#include "merge/chosen.hpp"

namespace profilestore::importing {

/// Throws PlanMoved: `what` has changed since. `otherwise`: what helps but to create it again.
[[noreturn]] void plan_moved(const std::string& what, std::string_view otherwise = "");

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

  /// The next line. Throws PlanMoved if it is another, but for an edited survivor: see edit_of.
  void expect(std::string_view line);

  /// After the last line. Throws PlanMoved if the file has more. What was chosen in it: then the
  /// plan is to be made again with that, and each line expected again; null: it stands.
  std::shared_ptr<const merge::Chosen> end();

  /// The edited groups, when the plan stands.
  std::vector<EditedGroup> edited() const { return edited_; }

 private:
  void expect_again(std::string_view line, std::string_view there);
  void check_claims(std::string_view line);
  bool is_edited(std::uint64_t number) const;
  [[noreturn]] void refuse_effect(std::size_t number) const;
  std::shared_ptr<const merge::Chosen> chosen() const;
  void add_to(merge::Chosen& all, const Value& place) const;

  std::string path_;
  std::ifstream in_;
  Value header_;
  std::size_t number_ = 0;
  std::vector<EditedGroup> edited_ = {};
  bool again_ = false;           ///< with what was chosen
  std::size_t next_edited_ = 0;  ///< of those, when all is expected again
  StoreClaims claims_;           ///< of the lines, when all is expected again
};

}  // namespace profilestore::importing
