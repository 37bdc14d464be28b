#include "export_aside.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "arguments.hpp"

namespace profilestore::cli {
namespace {

/// Bytes that are no document are shown as text where they are text.
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

std::string with_reason(const SetAside& one, Flavour flavour) {
  Value told{{"import", one.import_id},
             {"source", one.source},
             {"line", one.line},
             {"offset", one.offset},
             {"reason", one.reason}};
  std::string line = plain_text(told);
  line.pop_back();
  if (one.document) return line + ",\"document\":" + text_of(*one.document, flavour) + "}";
  const bool text = is_text(one.bytes);
  return line + (text ? ",\"text\":" : ",\"hex\":") +
         Value(text ? one.bytes : hex_of(one.bytes))
             .dump(-1, ' ', false, Value::error_handler_t::replace) +
         "}";
}

}  // namespace

void export_aside(const Store& store, const std::string& collection,
                  const AsideArguments& arguments, Flavour flavour, Output& out) {
  std::int64_t documents = 0, pieces = 0, left = 0;
  const auto take = [&](const SetAside& one) {
    if (arguments.reasons) {
      out.write(with_reason(one, flavour) + "\n");
    } else if (one.document) {
      out.write(text_of(*one.document, flavour) + "\n");
    } else if (is_text(one.bytes)) {
      out.write(one.bytes + "\n");
    } else {
      ++left;
      return;
    }
    ++(one.document ? documents : pieces);
  };
  const Aside which = arguments.archive ? Aside::archive : Aside::quarantine;
  if (arguments.import_id.empty())
    each_set_aside(store, collection, which, take);
  else
    each_set_aside(store, collection, which, arguments.import_id, take);
  out.flush();
  std::string said = fmt::format("exported {}", counted(documents, "document"));
  if (pieces > 0) said += fmt::format(" and {} that are none", counted(pieces, "piece"));
  if (left > 0)
    said += fmt::format("; left out {} that are no text: --with-reasons shows them",
                        counted(left, "piece"));
  say(said);
}

}  // namespace profilestore::cli
