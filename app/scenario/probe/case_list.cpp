// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/probe/case_list.h"

#include "base/text/likely_name.h"
#include "scenario/probe/cases/case_builder.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fnmatch.h>

namespace framescope::scenario::probe {

namespace {

struct Group
{
    const char* name;
    const char* title;
};

constexpr std::array Groups{
    Group{"framing", "lengths of messages"},
    Group{"ping", "pings and pongs"},
    Group{"rsv", "reserved bits"},
    Group{"opcode", "reserved opcodes"},
    Group{"mask", "masks"},
    Group{"length", "forms of the length"},
    Group{"fragment", "fragments, and what comes between them"},
    Group{"utf8", "UTF-8 in text messages"},
    Group{"close", "closing by the client"},
    Group{"limit", "long messages, and many"},
    Group{"deflate", "permessage-deflate"},
    Group{"handshake", "the WebSocket handshake"},
    Group{"http", "the request as HTTP"},
    Group{"origin", "which pages may use the server"},
    Group{"tcp", "slow bytes, ends of TCP, silence"},
};

bool isNamedBy(const std::string& pattern, const std::string& name)
{
    return ::fnmatch(pattern.c_str(), name.c_str(), 0) == 0;
}

bool isNamedBy(const std::string& pattern, const Case& one)
{
    return isNamedBy(pattern, one.id) || isNamedBy(pattern, one.group()) ||
           std::ranges::any_of(
               one.autobahn, [&](const std::string& number) { return isNamedBy(pattern, number); });
}

} // namespace

std::vector<Case> allCases(const Settings& settings)
{
    CaseBuilder builder;
    addFraming(builder);
    addFragments(builder);
    addUtf8(builder);
    addCloses(builder);
    addLimits(builder, settings.messages);
    addDeflate(builder, settings.messages);
    addDeflateFaults(builder);
    addHandshakes(builder);
    addHttp(builder);
    addOrigins(builder);
    addTransport(builder);
    return builder.take();
}

Result<std::vector<Case>> chosenCases(const Settings& settings)
{
    std::vector<Case> all = allCases(settings);
    for (const std::string& pattern : settings.chosen) {
        if (std::ranges::none_of(all, [&](const Case& one) { return isNamedBy(pattern, one); })) {
            const std::string near = likelyName(pattern, groupNames());
            return failure("no case has that name", pattern,
                           near.empty() ? "--list shows all" : "did you mean " + near + '?');
        }
    }
    if (!settings.chosen.empty()) {
        std::erase_if(all, [&](const Case& one) {
            return std::ranges::none_of(settings.chosen, [&](const std::string& pattern) {
                return isNamedBy(pattern, one);
            });
        });
    }
    return all;
}

std::vector<std::string> groupNames()
{
    std::vector<std::string> names;
    for (const Group& group : Groups) {
        names.emplace_back(group.name);
    }
    return names;
}

std::string groupTitle(const std::string& group)
{
    const auto* at =
        std::ranges::find(Groups, group, [](const Group& g) { return std::string_view(g.name); });
    return at == Groups.end() ? std::string() : at->title;
}

} // namespace framescope::scenario::probe
