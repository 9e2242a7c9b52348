// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/value.h"
#include "ui/style/colours.h"
#include "wire/http_head.h"
#include "wire/rules.h"

#include <QString>

#include <string>
#include <utility>
#include <vector>

namespace framescope::ui {

/// A line each: "url: ws://…". Lists and objects indented.
std::string memberLines(const timeline::Members& members);

/// Rich text for the panes that show facts. Everything handed in is escaped.
QString headingHtml(const QString& text);
QString paragraphHtml(const QString& text);
/// Names and values, a line each; long values wrap.
using Facts = std::vector<std::pair<QString, QString>>;
QString factsHtml(const Facts& facts, const style::Colours& colours);
QString headHtml(const wire::HttpHead& head, const style::Colours& colours);
QString violationsHtml(const wire::Violations& violations, const style::Colours& colours);
QString preformattedHtml(const QString& text);

} // namespace framescope::ui
