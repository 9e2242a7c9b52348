// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/event_record.h"
#include "wire/http_head.h"
#include "wire/rules.h"

#include <QString>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace framescope::ui {

/// What a life-cycle event says, a line a member: "url: ws://…". Lists and objects indented.
std::string lifeCycleText(const timeline::EventRecord& record);
/// The members of a JSON object in that form.
std::string memberLines(std::string_view json);

/// Rich text for the panes that show facts. Everything handed in is escaped.
QString headingHtml(const QString& text);
QString factsHtml(const std::vector<std::pair<QString, QString>>& facts);
QString headHtml(const wire::HttpHead& head);
QString violationsHtml(const wire::Violations& violations);
QString preformattedHtml(const QString& text);

} // namespace framescope::ui
