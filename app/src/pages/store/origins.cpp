#include "pages/store/origins.hpp"

#include <QCoreApplication>
#include <algorithm>

namespace profiles::pages {
namespace {

struct Origins {
  Q_DECLARE_TR_FUNCTIONS(Origins)
};

QString line_of(const access::Origin& one, const QString& fields) {
  if (one.import.isEmpty()) return Origins::tr("%1: written by an application").arg(fields);
  const QString rule = one.rule.isEmpty() ? QString() : Origins::tr(" by %1").arg(one.rule);
  return Origins::tr("%1: import %2, from %3%4").arg(fields, one.import, one.source, rule);
}

}  // namespace

QString in_words(const std::vector<access::Origin>& origins) {
  if (origins.empty())
    return Origins::tr(
        "Where its fields come from is not known: an application wrote this document.");
  QStringList lines;
  for (auto one = origins.begin(); one != origins.end(); ++one) {
    const auto alike = [&](const access::Origin& other) {
      return other.import == one->import && other.source == one->source && other.rule == one->rule;
    };
    if (std::any_of(origins.begin(), one, alike)) continue;  // told with that one
    QStringList fields;
    for (auto other = one; other != origins.end(); ++other)
      if (alike(*other)) fields << other->field;
    lines << line_of(*one, fields.join(u", "));
  }
  return lines.join(u'\n');
}

}  // namespace profiles::pages
