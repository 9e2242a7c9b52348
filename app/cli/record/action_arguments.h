// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "cli/record/record_action.h"

#include <QStringList>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
} // namespace CLI

namespace framescope::cli {

/// The options of `record` that are actions, and those that hold for the actions after them.
class ActionArguments
{
public:
    struct Actions
    {
        std::vector<RecordAction> actions;         ///< in the order of their options
        std::optional<std::uint64_t> fragmentSize; ///< of the last --fragment

        /// The texts with templates.
        QStringList templates() const;
        /// Expands them as a check; not those that need a received message. An error names the
        /// option.
        Result<void> check(const std::map<QString, QString>& variables) const;
    };

    /// This object must outlive the command.
    void addTo(CLI::App& command);

    bool hasTemplates() const { return templates_; }

    /// Reads the values, and opens files. An error names the option. `mayFollowClose`: the client
    /// goes on sending after its Close.
    Result<Actions> inOrder(const CLI::App& command, bool mayFollowClose) const;

private:
    using Parse = Result<RecordAction> (*)(const std::string& value, bool templates);

    std::map<const CLI::Option*, Parse> parsers_;
    bool templates_ = false;
};

} // namespace framescope::cli
