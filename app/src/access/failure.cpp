#include "access/failure.hpp"

#include <QCoreApplication>
#include <profilestore/duplicates.hpp>
#include <profilestore/error.hpp>

#include "access/text.hpp"

namespace profiles::access {
namespace {

using namespace profilestore;

struct Words {
  Q_DECLARE_TR_FUNCTIONS(Failure)
};

QString said(const std::exception& error) {
  QString text = QString::fromUtf8(error.what());
  if (!text.isEmpty()) text[0] = text[0].toUpper();
  if (!text.isEmpty() && !text.endsWith(u'.')) text += u'.';
  return text;
}

Failure duplicate(const DuplicateKey& error) {
  Failure failure{Failure::Kind::duplicate_key};
  QStringList parts;
  for (const auto& [path, value] : error.key_value().items()) {
    failure.paths << QString::fromStdString(path);
    parts << QStringLiteral("%1 = %2").arg(QString::fromStdString(path), plain(value));
  }
  failure.index = QString::fromStdString(error.index());
  failure.existing_id = json(error.existing_id());
  failure.sentence = Words::tr("Another document already has %1; the unique index %2 allows one.")
                         .arg(parts.join(u", "), failure.index);
  failure.advice = Words::tr("Open the other document, or change the value here.");
  return failure;
}

Failure duplicates(const DuplicateKeys& error) {
  Failure failure{Failure::Kind::duplicate_key};
  failure.index = QString::fromStdString(error.index());
  failure.sentence =
      Words::tr("%1 documents share %2 values, so the unique index %3 cannot be made.")
          .arg(error.report().documents)
          .arg(error.report().groups)
          .arg(failure.index);
  failure.advice = Words::tr("Show the groups, and resolve them by rules.");
  return failure;
}

Failure validation(const ValidationFailed& error) {
  Failure failure{Failure::Kind::validation, said(error)};
  for (const RuleFailure& rule : error.failures()) {
    failure.paths << QString::fromStdString(rule.path);
    failure.rules << QString::fromStdString(rule.rule);
  }
  failure.advice = Words::tr("Correct the fields that are marked.");
  return failure;
}

Failure malformed(const MalformedJson& error) {
  Failure failure{Failure::Kind::malformed};
  failure.sentence = Words::tr("This is not a document: %1, in line %2.")
                         .arg(QString::fromStdString(error.reason()))
                         .arg(error.line());
  failure.offset = static_cast<int>(error.offset());
  return failure;
}

Failure expression(const InvalidExpression& error) {
  Failure failure{Failure::Kind::filter, said(error)};
  failure.word =
      QString::fromStdString(error.operator_name().empty() ? error.path() : error.operator_name());
  return failure;
}

Failure plain_failure(const std::exception& error, const QString& advice) {
  return {Failure::Kind::other, said(error), advice};
}

Failure of_kind(Failure::Kind kind, const std::exception& error, const QString& advice) {
  Failure failure = plain_failure(error, advice);
  failure.kind = kind;
  return failure;
}

QString as_it_is() {
  return Words::tr(
      "Nothing was changed. Put back what is missing, if you have it: the newer file, and what lay "
      "beside it. Else the page Health (Alt+0) restores a backup, or opens the store as it is.");
}

}  // namespace

Failure failure_of(const std::exception_ptr& error) {
  try {
    std::rethrow_exception(error);
  } catch (const DuplicateKeys& keys) {
    return duplicates(keys);
  } catch (const DuplicateKey& key) {
    return duplicate(key);
  } catch (const ValidationFailed& failed) {
    return validation(failed);
  } catch (const MalformedJson& text) {
    return malformed(text);
  } catch (const InvalidExpression& bad) {
    return expression(bad);
  } catch (const Interrupted&) {
    return {Failure::Kind::cancelled, Words::tr("Cancelled. Nothing was changed.")};
  } catch (const PlanMoved& moved) {
    return {Failure::Kind::plan_moved, said(moved), Words::tr("Make the plan again.")};
  } catch (const Busy& busy) {
    return plain_failure(busy, Words::tr("Another program is writing to the store. Try again."));
  } catch (const DiskFull& full) {
    return plain_failure(full, Words::tr("Nothing was changed. Free some space and try again."));
  } catch (const ReadOnly& only) {
    return plain_failure(only, Words::tr("Nothing was changed. Ask who owns the file."));
  } catch (const NotAStore& other) {
    return of_kind(Failure::Kind::no_store, other,
                   Words::tr("Open it as an export, or choose another file."));
  } catch (const TooNew& newer) {
    return plain_failure(newer, Words::tr("Use the newer version of this program."));
  } catch (const Corrupt& damaged) {
    return of_kind(Failure::Kind::damaged, damaged,
                   Words::tr("Nothing was changed. The page Health (Alt+0) checks and repairs it, "
                             "restores a backup, or reads what can be read into a new store."));
  } catch (const RolledBack& older) {
    return of_kind(Failure::Kind::lost_writes, older, as_it_is());
  } catch (const ForeignHead& mark) {
    return of_kind(Failure::Kind::lost_writes, mark, as_it_is());
  } catch (const ForeignWal& log) {
    return of_kind(Failure::Kind::foreign_log, log,
                   Words::tr("Nothing was changed. Move the file that ends with -wal away, put "
                             "back the one that belongs to the store, and open it again."));
  } catch (const std::exception& other) {
    return plain_failure(other, {});
  } catch (...) {
    return {Failure::Kind::other, Words::tr("Something failed that has no name."), {}};
  }
}

}  // namespace profiles::access
