// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/find/match_note.h"

#include "present/words/format.h"
#include "ui/details/find/find_bar.h"

namespace framescope::ui {

QString matchNote(const present::FoundPlaces* matches, std::optional<std::uint64_t> place)
{
    if (!matches || (matches->places.empty() && !matches->complete)) {
        return place ? FindBar::tr("Found") : FindBar::tr("Searching…");
    }
    if (!matches->error.isEmpty()) {
        return matches->error;
    }
    if (matches->places.empty()) {
        return FindBar::tr("Not found");
    }
    QString count = present::formatCount(matches->places.size());
    if (matches->more) {
        count += QLatin1Char('+');
    } else if (!matches->complete) {
        count += QChar(0x2026);
    }
    const auto number = place ? matches->numberOf(*place) : std::nullopt;
    return number ? FindBar::tr("%1 of %2").arg(present::formatCount(*number), count)
                  : FindBar::tr("%1 found").arg(count);
}

} // namespace framescope::ui
