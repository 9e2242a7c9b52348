// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/record/behaviour_arguments.h"

#include <optional>
#include <string>

#include <CLI/CLI.hpp>

namespace framescope::cli {

namespace {

constexpr const char* BehaviourOption = "--behaviour";

Result<std::optional<connection::Misdeed>> take(const std::string& text,
                                                connection::Behaviours& behaviours)
{
    auto misdeed = connection::misdeedFrom(text);
    if (!misdeed || *misdeed) {
        return misdeed;
    }
    return connection::setBehaviour(behaviours, text).map([] {
        return std::optional<connection::Misdeed>();
    });
}

} // namespace

void addBehaviourOption(CLI::App& command)
{
    command
        .add_option(
            BehaviourOption,
            "Misbehave: pong=on|off|late:500ms|wrong, close-reply=echo|code:4000|empty|none|"
            "late:2s, after-close=wait:5s|fin|rst|half|go-on, pieces=7/5ms, "
            "mask=random|none|key:01020304; once, in the order of the actions: "
            "read=stop:3s, cut=fin|rst|fin-in-frame|rst-in-frame")
        ->type_name("NAME=VALUE")
        ->expected(1)
        ->allow_extra_args(false)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

Result<std::vector<PlacedMisdeed>>
behavioursFrom(const CLI::App& command, const std::function<bool(const CLI::Option*)>& isAction,
               connection::Behaviours& behaviours)
{
    std::vector<PlacedMisdeed> misdeeds;
    std::size_t actions = 0;
    std::size_t seen = 0;
    for (const CLI::Option* option : command.parse_order()) {
        actions += isAction(option) ? 1 : 0;
        if (!option->check_name(BehaviourOption)) {
            continue;
        }
        auto taken = take(option->results().at(seen++), behaviours);
        if (!taken) {
            Error error = taken.error();
            error.where = BehaviourOption + (error.where.empty() ? "" : " " + error.where);
            return tl::unexpected(std::move(error));
        }
        if (*taken) {
            misdeeds.push_back({actions, **taken});
        }
    }
    return misdeeds;
}

} // namespace framescope::cli
