// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace framescope::timeline {

struct Value;
struct Member;
using List = std::vector<Value>;
using Members = std::vector<Member>; ///< of an object, in its order, without repeated names

/// A JSON value, for members without a type of their own.
struct Value
{
    std::variant<std::monostate, bool, std::int64_t, std::uint64_t, double, std::string, List,
                 Members>
        content; ///< monostate is null

    bool isNull() const { return std::holds_alternative<std::monostate>(content); }
    /// The value as a `T`; null if it has another type.
    template <class T>
    const T* as() const
    {
        return std::get_if<T>(&content);
    }
    template <class T>
    T* as()
    {
        return std::get_if<T>(&content);
    }

    friend bool operator==(const Value&, const Value&) = default;
};

struct Member
{
    std::string name;
    Value value;

    friend bool operator==(const Member&, const Member&) = default;
};

inline auto memberOf(Members& members, std::string_view name)
{
    return std::ranges::find(members, name, &Member::name);
}
inline auto memberOf(const Members& members, std::string_view name)
{
    return std::ranges::find(members, name, &Member::name);
}

} // namespace framescope::timeline
