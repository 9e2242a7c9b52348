// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/details/value.h"
#include "ui/style/colours.h"
#include "wire/http/http_head.h"
#include "wire/rules.h"

#include <QString>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace framescope::ui {

/// Returns the members as lines, "url: ws://…", with lists and objects indented.
std::string memberLines(const timeline::Members& members);

/// Rich text for the panes that show facts. All parameters are escaped.
QString headingHtml(const QString& text);
QString paragraphHtml(const QString& text);
/// Names and values, one pair per line; long values wrap.
using Facts = std::vector<std::pair<QString, QString>>;
QString factsHtml(const Facts& facts, const style::Colours& colours);
/// How a head is shown: by its parts, as bytes with visible line ends, or as a hex dump.
enum class HeadForm { Parsed, Raw, Hex };
QString headHtml(const wire::HttpHead& head, HeadForm form, const style::Colours& colours);
/// Links in a line, each a text and a target; the chosen one is no link.
using Choices = std::vector<std::pair<QString, QString>>;
QString choiceHtml(const Choices& choices, std::size_t chosen);
QString violationsHtml(const wire::Violations& violations, const QStringList& contract,
                       const style::Colours& colours);
QString preformattedHtml(const QString& text);

} // namespace framescope::ui
