#include "arguments/import_users.hpp"

#include <fmt/format.h>

#include "arguments/source_type.hpp"
#include "text/output.hpp"

namespace profilestore::cli {

void add_users(CLI::App& app, UserLookup& users) {
  auto* file = app.add_option("--users", users.file,
                              "Export of users. A document without a user (see\n"
                              "--users-key) gets the one user that matches; if\n"
                              "none or several match, it is quarantined")
                   ->type_name("FILE");
  app.add_option("--users-key", users.key,
                 "PROFILE=USER:TARGET=FROM, four fields: find the\n"
                 "user whose USER equals the document's PROFILE,\n"
                 "without case and surrounding blanks, and copy the\n"
                 "user's FROM to the document's TARGET\n"
                 "(default: email=email:userId=_id)")
      ->needs(file)
      ->type_name("KEY");
  app.add_option("--users-type", users.type, "Type of the file of users, as for --type")
      ->needs(file)
      ->check(CLI::IsMember({"csv", "tsv"}))
      ->type_name("TYPE");
  const auto add = [&](const char* name, std::string& value, const char* of, const char* type) {
    app.add_option(name, value, of)->needs(file)->check(not_empty())->type_name(type);
  };
  add("--users-delimiter", users.delimiter, "Of the file of users, as --delimiter", "C");
  app.add_option_function<std::string>(
         "--users-fields",
         [&fields = users.fields](const std::string& text) { fields = fields_of(text); },
         "Of the file of users, as --fields")
      ->needs(file)
      ->check(not_empty())
      ->type_name("NAMES");
  add("--users-encoding", users.encoding, "Of the file of users, as --encoding", "NAME");
  add("--users-at", users.at, "Of the file of users, as --at", "PATH");
  add("--users-map-key", users.map_key, "Of the file of users, as --map-key", "FIELD");
}

void add_users(const ImportReport& report, Value& json) {
  if (report.users.empty()) return;
  Value sources = Value::array();
  for (const SourceReport& source : report.users)
    sources.push_back({{"name", source.name},
                       {"format", source.format},
                       {"bytes", source.bytes},
                       {"sha256", source.sha256}});
  json["users"] = {{"sources", sources},
                   {"useless", report.useless_users},
                   {"adopted", report.adoptions.adopted},
                   {"nobodys", report.adoptions.nobodys},
                   {"ambiguous", report.adoptions.ambiguous},
                   {"unknown", report.adoptions.unknown}};
}

std::string text_of_users(const ImportReport& report) {
  std::string text;
  for (const SourceReport& source : report.users)
    text += fmt::format("users from {}: {}, {}\n  sha256 {}\n", source.name, source.format,
                        counted(static_cast<std::int64_t>(source.bytes), "byte"), source.sha256);
  if (text.empty()) return text;
  if (report.useless_users > 0)
    text += fmt::format("  {} unusable: not valid, or without a field of the lookup key\n",
                        counted(report.useless_users, "document"));
  const Adoptions& all = report.adoptions;
  return text + fmt::format(
                    "  documents that name no user: {} adopted, {} match no user, {} match "
                    "several, {} have nothing to look up",
                    grouped(all.adopted), grouped(all.nobodys), grouped(all.ambiguous),
                    grouped(all.unknown));
}

}  // namespace profilestore::cli
