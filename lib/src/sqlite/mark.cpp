#include "sqlite/mark.hpp"

#include <fmt/format.h>

#include <charconv>
#include <profilestore/error.hpp>

#include "sqlite/own_rows.hpp"
#include "sqlite/own_tables.hpp"
#include "sqlite/query.hpp"

namespace profilestore::sqlite {
namespace {

constexpr std::string_view mark_begin = "profilestore:";
constexpr std::size_t store_digits = 32, sequence_digits = 16;
constexpr std::size_t mark_size = mark_begin.size() + store_digits + 1 + sequence_digits + 2;

bool is_hex(std::string_view text) {
  return text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::optional<Mark> parsed_mark(std::string_view text) {
  if (text.size() < mark_size || !text.starts_with(mark_begin)) return std::nullopt;
  text.remove_prefix(mark_begin.size());
  const std::string_view store = text.substr(0, store_digits);
  const std::string_view sequence = text.substr(store_digits + 1, sequence_digits);
  const std::string_view rest = text.substr(store_digits + 1 + sequence_digits, 2);
  if (!is_hex(store) || !is_hex(sequence) || text[store_digits] != ':') return std::nullopt;
  if (rest != ":u" && rest != ":c") return std::nullopt;
  Mark mark{std::string(store), 0, rest == ":u"};
  std::from_chars(sequence.data(), sequence.data() + sequence.size(), mark.sequence, 16);
  return mark;
}

}  // namespace

std::string text_of(const Mark& mark) {
  return fmt::format("{}{}:{:016x}:{}", mark_begin, mark.store, mark.sequence,
                     mark.in_use ? 'u' : 'c');
}

std::optional<Mark> mark_in(std::string_view bytes) {
  std::optional<Mark> greatest;
  for (std::size_t at = 0; (at = bytes.find(mark_begin, at)) != bytes.npos; ++at)
    if (auto mark = parsed_mark(bytes.substr(at)))
      if (!greatest || greatest->sequence <= mark->sequence) greatest = std::move(mark);
  return greatest;
}

std::optional<Mark> read_mark(Connection& connection) {
  if (!has_object(connection, "ps_head")) return std::nullopt;
  Query row(connection, "SELECT mark, sum IS NOT NULL AND sum = ps_sum(mark) FROM ps_head");
  std::optional<Mark> mark;
  if (row.step()) {
    require_sound_own(connection, row, 1, "ps_head");
    mark = parsed_mark(row.text(0));
  }
  if (!mark)
    throw Corrupt(fmt::format("{}: the store's own table ps_head is damaged: the row that says "
                              "which store it is is missing; nothing was done. Restore the store "
                              "from a backup, or let profilestore salvage read it",
                              connection.place()),
                  0);
  return mark;
}

void write_mark(Connection& connection, const Mark& mark) {
  const std::string text = text_of(mark);
  Query(connection, "UPDATE ps_head SET mark = ?1, sum = ps_sum(?1)").bind(1, text).run();
}

}  // namespace profilestore::sqlite
