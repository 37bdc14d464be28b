#include "sqlite/own_file.hpp"

#include <algorithm>
#include <profilestore/error.hpp>
#include <string>
#include <vector>

#include "sqlite/file_pages.hpp"
#include "sqlite/foreign_schema.hpp"
#include "sqlite/functions.hpp"

namespace profilestore::sqlite {
namespace {

/// A table of the store's own, of which rows are read.
struct TableFound {
  std::string_view name;
  std::uint32_t root = 0;
};

/// The columns of the schema's table.
struct ObjectColumn {
  static constexpr std::size_t type = 0, name = 1, table = 2, root = 3, sql = 4;
};

// Another statement could make its columns in another order.
bool is_of_whole_schema(std::string_view text, std::string_view named) {
  const std::size_t at = whole_schema().find(text);
  return at != std::string_view::npos && whole_schema().substr(at + text.size()).starts_with(';') &&
         text.starts_with("CREATE TABLE ") && text.substr(13).starts_with(named);
}

/// The look at one file. Each question is answered with no where SQLite would say anything else.
class FileLook {
 public:
  FileLook(Connection& connection, std::span<const Migration> known)
      : pages_(connection), migrations_(known) {}

  std::optional<MainFile> run() {
    const auto header = pages_.header();
    if (!header || header->application_id != application_id ||
        std::int64_t{header->user_version} != migrations_.back().number)
      return std::nullopt;
    if (!pages_.rows(1, [this](const FileRow& row) { return take_object(row); })) return {};
    if (record_.root == 0 || collections_.root == 0 || head_.root == 0) return std::nullopt;
    if (!has_migrations() || !has_no_expressions()) return std::nullopt;
    return main_file();
  }

 private:
  // As refuse_foreign_schema().
  bool take_object(const FileRow& row) {
    const auto kind = row.text(ObjectColumn::type), named = row.text(ObjectColumn::name),
               of = row.text(ObjectColumn::table);
    const auto begins = row.integer(ObjectColumn::root);
    const bool is_table = kind == "table";
    if (!named || !of || !begins || (!is_table && kind != "index")) return false;
    if (*begins < (is_table ? 1 : 0) || *begins > UINT32_MAX) return false;
    const auto text = row.text(ObjectColumn::sql);
    if (text && has_expression(*text)) with_expressions_.emplace_back(*of);
    for (TableFound* known : {&record_, &collections_, &head_}) {
      if (!is_table || named != known->name) continue;
      if (known->root != 0 || !text || !is_of_whole_schema(*text, *named)) return false;
      known->root = static_cast<std::uint32_t>(*begins);
    }
    return true;
  }

  bool has_migrations() {
    auto next = migrations_.begin();
    const bool all = pages_.rows(record_.root, [&](const FileRow& row) {
      const bool same = next != migrations_.end() && row.number == next->number &&
                        !next->sha256.empty() && row.text(2) == next->sha256;
      if (same) ++next;
      return same;
    });
    return all && next == migrations_.end();
  }

  bool has_no_expressions() {
    return pages_.rows(collections_.root, [this](const FileRow& row) {
      const auto of = row.text(2);
      return of && std::ranges::find(with_expressions_, *of) == with_expressions_.end();
    });
  }

  std::optional<MainFile> main_file() {
    MainFile main{std::nullopt, head_.root};
    const bool sound = pages_.rows(head_.root, [&](const FileRow& row) {
      const auto text = row.text(0);
      if (main.mark || !text) return false;
      const keys::Part value = std::string(*text);
      if (row.integer(1) != sum_of_values({&value, 1})) return false;
      main.mark = mark_in(*text);
      return main.mark && text_of(*main.mark) == *text;
    });
    return sound && main.mark ? std::optional(main) : std::nullopt;
  }

  FilePages pages_;
  std::span<const Migration> migrations_;
  TableFound record_{"ps_migrations"}, collections_{"ps_collections"}, head_{"ps_head"};
  std::vector<std::string> with_expressions_;
};

}  // namespace

std::optional<MainFile> own_file(const std::filesystem::path& store,
                                 std::span<const Migration> known) try {
  Connection connection(store, {.writable = false, .beside = Beside::nothing});
  return FileLook(connection, known).run();
} catch (const StorageFailure&) {
  return std::nullopt;
}

}  // namespace profilestore::sqlite
