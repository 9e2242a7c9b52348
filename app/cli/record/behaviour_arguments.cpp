// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/record/behaviour_arguments.h"

#include "cli/record/option_error.h"

#include <string>

#include <CLI/CLI.hpp>

namespace framescope::cli {

void addBehaviourOption(CLI::App& command)
{
    command.add_option(BehaviourOption, "Do something wrong on purpose; see below")
        ->type_name("NAME=VALUE")
        ->expected(1)
        ->allow_extra_args(false)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

Result<void> setBehaviours(const CLI::App& command, connection::Behaviours& behaviours)
{
    for (const std::string& text : command.get_option(BehaviourOption)->results()) {
        const auto misdeed = connection::misdeedFrom(text);
        const auto done = misdeed && !*misdeed ? connection::setBehaviour(behaviours, text)
                                               : misdeed.map([](const auto& /*misdeed*/) {});
        if (!done) {
            return tl::unexpected(inOption(BehaviourOption, done.error()));
        }
    }
    return {};
}

} // namespace framescope::cli
