// What an application with a window does: it hears on a thread of the library's which collections
// have changed, and lets long work be done elsewhere, which a button ends.
#include <condition_variable>
#include <iostream>
#include <mutex>
#include <profilestore/profilestore.hpp>
#include <set>

using namespace profilestore;

/// Its queue: each toolkit has one (Qt: QMetaObject::invokeMethod).
class Window {
 public:
  void post(const ChangedCollections& changed) {
    const std::lock_guard lock(mutex_);
    if (changed.anything) to_read_.insert("profiles");  // another process wrote, maybe there
    to_read_.insert(changed.names.begin(), changed.names.end());
    posted_.notify_one();
  }
  bool waits_for(const std::string& name) {
    std::unique_lock lock(mutex_);
    return posted_.wait_for(lock, std::chrono::seconds(10),
                            [&] { return to_read_.erase(name) > 0; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable posted_;
  std::set<std::string> to_read_;
};

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  Store store = Store::open(argv[1]);
  Window window;
  const Subscription changes =
      store.observe([&](const ChangedCollections& changed) { window.post(changed); });

  std::future<std::int64_t> filled = store.async([](Store& own, std::stop_token) {
    std::vector<Document> people;
    for (int i = 0; i < 1000; ++i) people.push_back({{"_id", i}, {"seen", 0}});
    own.collection("profiles").insert_many(people);
    return own.collection("profiles").count();
  });
  const bool heard = window.waits_for("profiles");
  std::cout << filled.get() << " profiles; the window has heard: " << heard << "\n";
  std::stop_source button;
  std::future<void> endless = store.async(
      [](Store& own, std::stop_token) {
        for (;;) own.collection("profiles").update_many({}, {{"$inc", {{"seen", 1}}}});
      },
      button.get_token());
  button.request_stop();
  try {
    endless.get();
  } catch (const Interrupted&) {  // a call that was under way has done nothing
    std::cout << "stopped\n";
  }
  return heard && store.collection("profiles").distinct("seen").size() == 1 ? 0 : 1;
}
