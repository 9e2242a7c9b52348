// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/format_option.h"

#include <CLI/CLI.hpp>

namespace framescope::cli {

CLI::Option* addFormatOption(CLI::App& command, PrintFormat& format,
                             const std::set<std::string>& names)
{
    auto* option = command.add_option_function<std::string>(
        "--format",
        [&format](const std::string& name) {
            format = name == "jsonl" ? PrintFormat::Jsonl
                     : name == "hex" ? PrintFormat::Hex
                                     : PrintFormat::Text;
        },
        "How events are printed (text)");
    option->check(CLI::IsMember(names))->type_name("");
    return option;
}

} // namespace framescope::cli
