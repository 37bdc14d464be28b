#include "commands/export_aside.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <set>
#include <utility>

#include "arguments/arguments.hpp"

namespace profilestore::cli {
namespace {

/// Decides whether bytes that are not a document are printed as text or in hexadecimal.
bool is_text(const std::string& bytes) {
  return std::none_of(bytes.begin(), bytes.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t';
  });
}

std::string hex_of(const std::string& bytes) {
  std::string text;
  for (const char c : bytes) text += fmt::format("{:02x}", static_cast<unsigned char>(c));
  return text;
}

// Nothing for bytes that a text of JSON cannot hold as they are.
std::optional<std::string> text_member(const std::string& bytes) {
  if (!is_text(bytes)) return std::nullopt;
  try {
    return ",\"text\":" + Value(bytes).dump();
  } catch (const Value::type_error&) {  // it is not UTF-8
    return std::nullopt;
  }
}

std::string with_reason(const SetAside& one, bool archive, Flavour flavour) {
  Value told{{"import", one.import_id},
             {"source", one.source},
             {"line", one.line},
             {"offset", one.offset},
             {"reason", one.reason}};
  std::string line = plain_text(told);
  line.pop_back();
  if (archive)
    line += ",\"survivor\":" + (one.survivor ? text_of_value(*one.survivor, flavour) : "null");
  if (one.document) return line + ",\"document\":" + text_of(*one.document, flavour) + "}";
  return line + (text_member(one.bytes).value_or(",\"hex\":\"" + hex_of(one.bytes) + "\"")) + "}";
}

void each(const Store& store, const std::string& collection, const AsideArguments& arguments,
          const std::function<void(const SetAside&)>& take) {
  const SetAsideKind which = arguments.archive ? SetAsideKind::archive : SetAsideKind::quarantine;
  const auto take_chosen = [&](const SetAside& one) {
    if (arguments.source.empty() || one.source == arguments.source) take(one);
  };
  if (arguments.import_id.empty())
    each_set_aside(store, collection, which, take_chosen);
  else
    each_set_aside(store, collection, which, arguments.import_id, take_chosen);
}

// An empty result would look like one that has nothing left to correct.
void check_source(const Store& store, const std::string& collection, AsideArguments arguments) {
  const std::string asked = std::exchange(arguments.source, "");
  std::set<std::string> names;
  each(store, collection, arguments, [&](const SetAside& one) { names.insert(one.source); });
  if (names.contains(asked)) return;
  names.erase("");
  throw InvalidInput(
      2, fmt::format("--source: nothing there comes from {}{}", asked,
                     names.empty() ? "" : fmt::format("; there is {}", fmt::join(names, ", "))));
}

// A CSV file has one header.
void check_columns(const Store& store, const std::string& collection,
                   const AsideArguments& arguments) {
  std::optional<SetAside> first;
  each(store, collection, arguments, [&](const SetAside& one) {
    if (one.document || one.header.empty()) return;
    if (!first) first = one;
    if (one.header == first->header) return;
    const bool of_one_import = one.import_id == first->import_id;
    throw InvalidInput(2, of_one_import
                              ? fmt::format("--csv: the lines of {} and {} have different columns; "
                                            "choose one with --source",
                                            first->source, one.source)
                              : fmt::format("--csv: the lines of imports {} and {} have different "
                                            "columns; choose one with --import",
                                            first->import_id, one.import_id));
  });
}

}  // namespace

void export_aside(const Store& store, const std::string& collection,
                  const AsideArguments& arguments, Flavour flavour, Output& out) {
  if (!arguments.source.empty()) check_source(store, collection, arguments);
  if (arguments.csv) check_columns(store, collection, arguments);
  std::int64_t documents = 0, pieces = 0, binary = 0, of_csv = 0, others = 0;
  const auto take = [&](const SetAside& one) {
    const bool is_csv = !one.document && !one.header.empty();
    if (is_csv != arguments.csv && !arguments.reasons) {
      ++(is_csv ? of_csv : others);
      return;
    }
    if (arguments.reasons) {
      out.write(with_reason(one, arguments.archive, flavour) + "\n");
    } else if (one.document) {
      out.write(text_of(*one.document, flavour) + "\n");
    } else if (is_csv || is_text(one.bytes)) {
      if (is_csv && pieces == 0) out.write(one.header + "\n");
      out.write(one.bytes + "\n");
    } else {
      ++binary;
      return;
    }
    ++(one.document ? documents : pieces);
  };
  each(store, collection, arguments, take);
  out.flush();
  std::string said = arguments.csv ? fmt::format("exported {} of CSV", counted(pieces, "line"))
                                   : fmt::format("exported {}", counted(documents, "document"));
  if (pieces > 0 && !arguments.csv)
    said += fmt::format(" and {} of invalid input", counted(pieces, "piece"));
  if (of_csv > 0)
    said += fmt::format("; left out {}, which --csv exports", counted(of_csv, "CSV line"));
  if (others > 0)
    said += fmt::format("; left out {}, which the same without --csv exports",
                        counted(others, "other document"));
  if (binary > 0)
    said += fmt::format("; left out {}, which --with-reasons shows in hexadecimal",
                        counted(binary, "binary piece"));
  say(said);
}

}  // namespace profilestore::cli
