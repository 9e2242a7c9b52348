// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/words/life_cycle_text.h"

#include "present/rows/preview.h"
#include "timeline/details/wording.h"

#include <QStringList>

#include <string>
#include <vector>

namespace framescope::present {

namespace {

QString rowOf(const std::vector<std::string>& parts)
{
    QStringList shown;
    for (const std::string& part : parts) {
        const bool more = part.size() > PreviewBytes;
        shown += previewOfText(asBytes(std::string_view(part).substr(0, PreviewBytes)), more);
    }
    return shown.join(QStringLiteral("  ·  "));
}

} // namespace

QString closeText(std::uint16_t code, std::string_view reason)
{
    return rowOf(timeline::closeParts(code, reason));
}

QString previewOfLifeCycle(const timeline::Entry& entry, const timeline::Detail* detail)
{
    return detail ? rowOf(timeline::partsOf(entry.type, *detail)) : QString();
}

} // namespace framescope::present
