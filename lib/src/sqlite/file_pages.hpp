// Rows of tables, read from the pages of a file: for a look at one before SQLite reads its whole
// schema. What is not understood is left to SQLite: no row is ever guessed. It refuses to know what
// the rows mean, and what a log would change of them.
// Source: https://www.sqlite.org/fileformat2.html
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "sqlite/connection.hpp"

namespace profilestore::sqlite {

/// A row as its record has it. Its views last until the function that is given it returns.
struct FileRow {
  using Field = std::variant<std::monostate, std::int64_t, std::string_view>;

  std::int64_t number = 0;  ///< also the value of an INTEGER PRIMARY KEY, whose field is NULL
  std::vector<Field> fields = {};

  /// Nothing if there is no such field, or it is no text.
  std::optional<std::string_view> text(std::size_t field) const;
  std::optional<std::int64_t> integer(std::size_t field) const;
};

class FilePages {
 public:
  struct Header {
    std::uint32_t user_version = 0, application_id = 0;
  };

  /// REQUIRES: the connection is one that takes no locks (Beside::nothing), and outlives this.
  /// It is read by what SQLite has open: to close another descriptor would drop all locks of this
  /// process on the file.
  explicit FilePages(Connection& connection);

  /// Nothing if it is no database whose texts are UTF-8.
  std::optional<Header> header();

  /// Gives `take` each row of the table whose tree begins at the page `root`, by number, as long as
  /// that returns true. False if it did not, or if something of the tree is not understood.
  /// REQUIRES: there is a header.
  bool rows(std::uint32_t root, const std::function<bool(const FileRow&)>& take);

 private:
  bool read(std::uint32_t page, std::string& bytes);
  bool walk(std::uint32_t page, int depth, const std::function<bool(const FileRow&)>& take);
  bool take_leaf(std::string_view page, std::size_t at,
                 const std::function<bool(const FileRow&)>& take);
  std::optional<std::string_view> payload(std::string_view page, std::size_t at, std::uint64_t size,
                                          std::string& whole);

  sqlite3_file* file_ = nullptr;
  std::uint32_t page_size_ = 0;
  int pages_left_ = 0;
};

}  // namespace profilestore::sqlite
