#include "investigate/verdict.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "document/moment.hpp"
#include "investigate/evidence.hpp"

namespace profilestore::investigating {
namespace {

struct Words {
  std::string_view name, title;
};

Words words_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::distinct_people:
      return {"distinctPeople", "distinct people"};
    case Verdict::re_import:
      return {"reImport", "re-import"};
    case Verdict::create_race:
      return {"createRace", "create race"};
    case Verdict::retry:
      return {"retry", "retry"};
    case Verdict::bulk_update:
      return {"bulkUpdate", "bulk update"};
    case Verdict::unknown:
      break;
  }
  return {"unknown", "unknown"};
}

std::string moment(std::int64_t millis) {
  const Value date = document::date_of_millis(millis);
  const Value& inner = date.at("$date");
  return inner.is_string() ? inner.get<std::string>() : inner.dump();
}

std::string span(std::int64_t seconds) {
  if (seconds < 60) return fmt::format("{} s", seconds);
  if (seconds < 3600) return fmt::format("{} min {} s", seconds / 60, seconds % 60);
  if (seconds < 86400) return fmt::format("{} h {} min", seconds / 3600, seconds / 60 % 60);
  return fmt::format("{} d {} h", seconds / 86400, seconds / 3600 % 24);
}

std::string by_processes(const Evidence& evidence) {
  const std::size_t count = evidence.processes.size();
  return count == 1 ? "by one process" : fmt::format("by {} processes", count);
}

// "187 documents were created from … to … (5 min 40 s) by 3 processes"
std::string creation(const Evidence& evidence) {
  return fmt::format("{} documents were created from {} to {} ({}) {}", evidence.timed,
                     moment(evidence.first * 1000), moment(evidence.last * 1000),
                     span(evidence.last - evidence.first), by_processes(evidence));
}

bool equal_content(const Evidence& evidence) { return evidence.contents == 1; }

// All times must be known for this: half a group says nothing of the other half.
bool all_timed(const Evidence& evidence) { return evidence.timed == evidence.ids; }

/// Of documents of different `_id`.
Verdict creation_verdict(const Evidence& evidence) {
  if (!all_timed(evidence)) return Verdict::unknown;
  const bool mostly_close = 2 * evidence.close >= evidence.timed - 1;
  if (!equal_content(evidence)) return mostly_close ? Verdict::create_race : Verdict::unknown;
  if (evidence.longest_gap <= Thresholds::retry_from) return Verdict::create_race;
  if (evidence.longest_gap <= Thresholds::retry_until) return Verdict::retry;
  return Verdict::re_import;
}

// Documents written in one go have one moment too: theirs is that of their creation.
bool updated_together(const Evidence& evidence) {
  return evidence.ids > 1 && evidence.sharing == evidence.ids &&
         (evidence.timed == 0 || evidence.moment >= (evidence.last + 2) * 1000);
}

std::string say_creation(const Evidence& evidence, Verdict verdict) {
  if (!all_timed(evidence))
    return fmt::format(
        "{} of {} documents have an ObjectId as _id, so the creation times of the others are "
        "unknown; {}.",
        evidence.timed, evidence.ids,
        equal_content(evidence) ? "their content is equal" : "their content differs");
  const std::string made = creation(evidence);
  switch (verdict) {
    case Verdict::create_race:
      return fmt::format(
          "{}, {} of {} at most {} s after the previous one: concurrent requests found no "
          "document, and each inserted one.",
          made, evidence.close, evidence.timed - 1, Thresholds::race);
    case Verdict::retry:
      return fmt::format(
          "{}, with equal content and at most {} between consecutive documents: the same request "
          "was sent again.",
          made, span(evidence.longest_gap));
    case Verdict::re_import:
      return fmt::format(
          "{}, with equal content and up to {} between consecutive documents: the same data was "
          "imported again.",
          made, span(evidence.longest_gap));
    default:
      return fmt::format(
          "{}, with different content, {} of {} at most {} s after the previous one: some code "
          "inserts where it should update.",
          made, evidence.close, evidence.timed - 1, Thresholds::race);
  }
}

std::string say_update(const Evidence& evidence) {
  return fmt::format(
      " One update at {} changed all {} of them{}; its time does not tell which is the newest.",
      moment(evidence.moment), evidence.ids,
      evidence.timed == 0 ? ""
                          : fmt::format(", {} after the last was created",
                                        span(evidence.moment / 1000 - evidence.last)));
}

std::string title_of(const std::vector<Verdict>& verdicts) {
  std::string title;
  for (const Verdict verdict : verdicts) {
    if (!title.empty()) title += verdict == Verdict::bulk_update ? " followed by a " : " and ";
    title += words_of(verdict).title;
  }
  return title;
}

// The verdicts about how they came to be; what is said goes behind `says`.
void judge_creation(const Evidence& evidence, std::vector<Verdict>& verdicts, std::string& says) {
  if (evidence.identities > 1) {
    verdicts.push_back(Verdict::distinct_people);
    says = fmt::format(
        "The {} documents have {} identities: they share the key, but belong to different people. ",
        evidence.documents, evidence.identities);
    if (evidence.timed > 1) says += creation(evidence) + ".";
    return;
  }
  const bool same_ids = evidence.ids < evidence.documents;
  if (same_ids) {
    verdicts.push_back(Verdict::re_import);
    says =
        fmt::format("{} documents have only {} different _id{}: the same data was imported again.",
                    evidence.documents, evidence.ids, evidence.ids == 1 ? "" : "s");
  }
  if (evidence.ids < 2) return;
  const Verdict created = creation_verdict(evidence);
  // Of documents that are there twice, what is not known of the rest is no verdict of its own.
  if (created != Verdict::unknown || !same_ids)
    if (verdicts.empty() || verdicts.back() != created) verdicts.push_back(created);
  if (!says.empty()) says += ' ';
  says += say_creation(evidence, created);
}

}  // namespace

std::string_view name_of(Verdict verdict) { return words_of(verdict).name; }

Document Thresholds::as_document() {
  return {
      {"raceSeconds", race}, {"retryFromSeconds", retry_from}, {"retryUntilSeconds", retry_until}};
}

Value Judgement::names() const {
  Value names = Value::array();
  for (const Verdict verdict : verdicts) names.push_back(name_of(verdict));
  return names;
}

Judgement judge(std::vector<DocumentTrace> copies, Detail detail) {
  std::ranges::sort(copies, made_before);
  const Evidence evidence = Evidence::of(copies);
  Judgement judgement;
  judge_creation(evidence, judgement.verdicts, judgement.says);
  if (updated_together(evidence)) {
    // How they came to be may be in the dark; that they were updated together is not.
    if (judgement.verdicts.back() == Verdict::unknown) judgement.verdicts.pop_back();
    judgement.verdicts.push_back(Verdict::bulk_update);
    judgement.says += say_update(evidence);
  }
  judgement.title = title_of(judgement.verdicts);
  if (detail == Detail::evidence) judgement.evidence = evidence.as_document();
  return judgement;
}

}  // namespace profilestore::investigating
