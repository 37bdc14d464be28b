// A plan of an import, to edit and to apply.
#pragma once

#include <functional>
#include <profilestore/plan.hpp>
#include <sstream>

#include "import/fixture.hpp"

namespace fixture {

/// Three documents of one group, the fullest first, and one of another.
inline const std::string three = R"({"_id":1,"u":"a","x":1,"y":2,"z":3})"
                                 "\n"
                                 R"({"_id":2,"u":"a","x":1,"y":2})"
                                 "\n"
                                 R"({"_id":3,"u":"a","x":1})"
                                 "\n"
                                 R"({"_id":4,"u":"b"})"
                                 "\n";

struct PlanBench : Bench {
  ImportOptions options = by("u");
  std::vector<std::string> lines = {};  ///< of the plan

  /// Writes the source, and the plan for it.
  void plan(const std::string& source, const std::string& name = "source.json") {
    temporary::write_file(*this / name, source);
    std::ostringstream out;
    profilestore::plan_import(db, {(*this / name).string()}, options, out);
    lines = lines_of(out.str());
  }

  using Edit = std::function<void(Document& line)>;
  /// `number`: from 1, as everywhere.
  void edit(std::size_t number, const Edit& edit) {
    Document line = Document::parse(lines.at(number - 1));
    edit(line);
    lines[number - 1] = line.dump();
  }

  /// The survivor of that line is to be another: its `_id` alone.
  void choose(std::size_t number, const profilestore::Value& id) {
    edit(number, [&](Document& line) { line["survivor"]["_id"] = id; });
  }

  ImportReport apply() {
    temporary::write_file(*this / "plan.jsonl", joined(lines));
    return profilestore::apply_plan(db, *this / "plan.jsonl");
  }

  /// Why it was not applied, after which nothing was done; empty: it was.
  std::string refusal() {
    const bool is_there = std::filesystem::exists(db);
    const Result before = is_there ? result_of(db) : Result{};
    try {
      apply();
      return "";
    } catch (const profilestore::PlanMoved& error) {
      const bool same =
          std::filesystem::exists(db) == is_there && (!is_there || result_of(db) == before);
      return same ? error.what() : "something was done";
    }
  }

  std::vector<std::string> archive() {
    return column(db, "SELECT reason || ': ' || body FROM ps_archive");
  }
};

}  // namespace fixture
