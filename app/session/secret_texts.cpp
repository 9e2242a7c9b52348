// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/secret_texts.h"

#include "redaction/secret_values.h"

#include <utility>

namespace framescope::session {

namespace {

void removeFrom(timeline::Value& value, std::span<const std::string> secrets)
{
    if (auto* text = value.as<std::string>()) {
        *text = redaction::withoutValues(*text, secrets);
    } else if (auto* list = value.as<timeline::List>()) {
        for (timeline::Value& item : *list) {
            removeFrom(item, secrets);
        }
    } else if (auto* members = value.as<timeline::Members>()) {
        for (timeline::Member& member : *members) {
            removeFrom(member.value, secrets);
        }
    }
}

} // namespace

timeline::ConnectingDetail withoutSecretValues(timeline::ConnectingDetail detail,
                                               std::span<const std::string> values)
{
    if (detail.options) {
        for (timeline::Member& member : *detail.options) {
            removeFrom(member.value, values);
        }
    }
    return detail;
}

} // namespace framescope::session
