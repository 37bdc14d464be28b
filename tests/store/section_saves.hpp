// The traffic of the two incidents: a profile page and its three forms, for every user, by many
// workers at once. And the accounts that are taken of it afterwards.
#pragma once

#include <profilestore/profilestore.hpp>

#include <array>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

namespace section_saves {

using profilestore::Collection;
using profilestore::Document;
using profilestore::Store;
using profilestore::UniqueIndex;

inline constexpr int users = 200;
inline constexpr std::array sections{"personal", "gallery", "settings"};

/// One save that was acknowledged: the field it set, in whose profile, to which value.
struct Save {
  int user;
  std::string field;
  int value;
};

inline std::string user_id(int user) { return "user" + std::to_string(user); }
inline Document by_user(int user) { return {{"userId", user_id(user)}}; }

inline Collection profiles(Store& store) {
  return store.collection("userprofiles", {.indexes = {UniqueIndex{"userId"}}});
}

/// All users one after the other: the page, then its forms. `acknowledged` hears of each save.
template <class Acknowledged>
void work(Collection profiles, int worker, Acknowledged acknowledged) {
  for (int user = 0; user < users; ++user) {
    profiles.get_or_create(by_user(user), {{"displayName", "New creator"}});
    for (std::size_t i = 0; i < sections.size(); ++i) {
      const char* section = sections[(i + static_cast<std::size_t>(worker)) % sections.size()];
      Save save{user, section + std::string(".by") + std::to_string(worker), 1000 * worker + user};
      profiles.find_one_and_update(by_user(user), {{"$set", {{save.field, save.value}}}},
                                   {.upsert = true});
      acknowledged(std::move(save));
    }
  }
}

/// How many profiles each user has.
inline std::map<std::string, int> profiles_of_each(const Collection& profiles) {
  std::map<std::string, int> counts;
  for (const Document& profile : profiles.find({}))
    ++counts[profile.at("userId").get<std::string>()];
  return counts;
}

/// Users with more than one profile.
inline int duplicated(const Collection& profiles) {
  int duplicated = 0;
  for (const auto& [user, count] : profiles_of_each(profiles))
    if (count > 1) ++duplicated;
  return duplicated;
}

/// How many of the saves are not to be found in their profile.
inline int lost(const Collection& profiles, const std::vector<Save>& saves) {
  std::map<std::string, Document> by_user;
  for (const Document& profile : profiles.find({}))
    by_user[profile.at("userId").get<std::string>()] = profile;
  int lost = 0;
  for (const Save& save : saves) {
    std::string pointer = "/" + save.field;
    pointer.replace(pointer.find('.'), 1, "/");
    const Document& profile = by_user[user_id(save.user)];
    if (profile.value(Document::json_pointer(pointer), -1) != save.value) ++lost;
  }
  return lost;
}

}  // namespace section_saves
