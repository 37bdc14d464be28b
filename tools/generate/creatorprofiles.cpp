// The second incident: three request handlers that each find and else create, no unique index, and
// a page that calls all three. One user ends with 187 profiles, and a bulk update then gives them
// all one `updatedAt`. The export itself is damaged in two places.
#include <algorithm>

#include "generate.hpp"
#include "words.hpp"

namespace profilestore::generate {
namespace {

constexpr std::int64_t opening_day = 1'704'067'200;      // 2024-01-01, in seconds
constexpr std::int64_t bulk_update = 1'718'586'007'412;  // 2024-06-17T01:00:07.412Z
constexpr std::int64_t a_day = 86'400;
constexpr std::size_t incident_size = 187;

/// The handlers, and a profile that its owner has filled in since.
enum class Handler { get_my_profile, save_personal_info, save_gallery, kept_up };

struct Creator {
  Id id{};
  std::string first, last;
};

class Maker {
 public:
  explicit Maker(const Options& options)
      : random_(options.seed),
        writer_(options.flavour),
        processes_{Process(random_), Process(random_), Process(random_)} {}

  std::vector<Line> make(bool small) {
    incident();
    const auto groups = small ? 5 : 40;
    const auto clean = small ? 60 : 3000;
    group(2);
    group(9);
    for (int i = 2; i < groups; ++i) group(2 + random_.below(8));
    for (int i = 0; i < clean; ++i) lone_profile();
    std::sort(lines_.begin(), lines_.end(),
              [](const Line& a, const Line& b) { return a.candidate->id < b.candidate->id; });
    damage();
    return std::move(lines_);
  }

 private:
  /// 187 in a few minutes. The most complete are neither the first nor the last of them, and two of
  /// these were made in one second by different processes: there the greater `_id` decides.
  void incident() {
    const auto user = creator();
    auto second = any_moment();
    for (std::size_t i = 0; i < incident_size; ++i) {
      const bool best = i == 91 || i == 92;
      auto& process = best ? processes_[i - 91] : any_process();
      document(user, second, process, best ? Handler::kept_up : any_handler(), bulk_update);
      if (i != 91) second += random_.between(0, 4);
    }
  }

  void lone_profile() {
    const auto user = creator();
    const auto second = any_moment();
    auto& process = any_process();
    const bool kept_up = random_.percent(70);
    document(user, second, process, kept_up ? Handler::kept_up : any_handler(), {});
  }

  /// The smaller groups: some came under a bulk update too, some were edited one by one.
  void group(std::uint32_t size) {
    const auto user = creator();
    auto second = any_moment();
    const bool together = random_.percent(40);
    const auto updated = (second + random_.between(1, 30) * a_day) * 1000 + 118;
    for (std::uint32_t i = 0; i < size; ++i) {
      auto& process = any_process();
      document(user, second, process, any_handler(),
               together ? std::optional(updated) : std::nullopt);
      second += random_.between(0, 5);
    }
  }

  Creator creator() {
    Creator user;
    user.id = processes_[0].make_id(opening_day - random_.between(1, 300 * a_day));
    user.first = random_.pick(first_names);
    user.last = random_.pick(last_names);
    return user;
  }

  std::int64_t any_moment() { return opening_day + random_.between(0, 150 * a_day); }
  Process& any_process() { return processes_[random_.below(3)]; }
  Handler any_handler() { return static_cast<Handler>(random_.below(3)); }

  void document(const Creator& user, std::int64_t second, Process& process, Handler handler,
                std::optional<std::int64_t> updated) {
    const auto created = second * 1000 + random_.between(0, 999);
    const auto edited = created + random_.between(0, 60 * a_day) * 1000;
    Candidate candidate{.key = key_of(user.id),
                        .filled = 0,
                        .updated = updated.value_or(edited),
                        .id = process.make_id(second)};
    writer_.begin();
    writer_.id("_id", candidate.id);
    writer_.id("userId", user.id);
    writer_.text("displayName", user.first + " " + user.last);
    writer_.text("bio", handler == Handler::get_my_profile ? "" : random_.pick(sentences));
    if (handler == Handler::save_personal_info || handler == Handler::kept_up) personal_info(user);
    gallery(handler == Handler::save_gallery || handler == Handler::kept_up ? 1 + random_.below(2)
                                                                            : 0);
    if (handler == Handler::kept_up) stats();
    writer_.date("createdAt", created);
    writer_.date("updatedAt", *candidate.updated);
    writer_.int32("__v", 0);
    writer_.end();
    candidate.filled = writer_.filled();
    lines_.push_back({writer_.take(), std::move(candidate)});
  }

  void personal_info(const Creator& user) {
    const auto place = random_.below(cities.size());
    writer_.open("personalInfo");
    writer_.text("firstName", user.first);
    writer_.text("lastName", user.last);
    writer_.text("city", cities[place]);
    writer_.text("country", countries[place]);
    writer_.close();
  }

  void gallery(std::uint32_t pictures) {
    writer_.open_array("gallery");
    for (std::uint32_t i = 0; i < pictures; ++i) {
      writer_.open({});
      writer_.text("url",
                   "https://cdn.example.org/" + std::to_string(random_.below(1'000'000)) + ".jpg");
      writer_.text("caption", random_.pick(topics));
      writer_.close();
    }
    writer_.close_array();
  }

  void stats() {
    writer_.open("stats");
    writer_.int64("followers", random_.between(0, 200'000));
    writer_.real("rating", random_.between(0, 500));
    writer_.boolean("verified", random_.percent(20));
    writer_.close();
  }

  /// A line that no JSON reader takes, from a script that pasted a name between quotes; and the
  /// last line, where the disk was full. Neither's user has another profile.
  void damage() {
    const auto second = any_moment();
    writer_.begin();
    writer_.id("_id", processes_[0].make_id(second));
    writer_.id("userId", creator().id);
    std::string pasted = writer_.take();
    pasted += R"(,"displayName":"Ana "la jefa" Ruiz","gallery":[]})";
    lines_.insert(lines_.begin() + static_cast<std::ptrdiff_t>(lines_.size() / 2),
                  Line{pasted, {}});

    document(creator(), opening_day + 151 * a_day, processes_[1], Handler::kept_up, {});
    auto& last = lines_.back();
    last.text.resize(last.text.find("\"gallery\"") + 30);
    last.candidate.reset();
    last.cut_off = true;
  }

  Random random_;
  Writer writer_;
  std::array<Process, 3> processes_;
  std::vector<Line> lines_;
};

}  // namespace

std::vector<Line> creatorprofiles(const Options& options) {
  return Maker(options).make(options.small);
}

}  // namespace profilestore::generate
