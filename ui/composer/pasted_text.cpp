// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/pasted_text.h"

#include "base/text/qt_string.h"

#include <QMimeData>

namespace framescope::ui {

QString pastedText(const QMimeData& pasted)
{
    // The second is what programs on X11 offer (ICCCM); Qt lists it as text/plain alone.
    for (const char* utf8 : {"text/plain;charset=utf-8", "UTF8_STRING"}) {
        const QByteArray bytes = pasted.data(QLatin1String(utf8));
        if (!bytes.isEmpty()) {
            return toQString({bytes.constData(), static_cast<std::size_t>(bytes.size())});
        }
    }
    return pasted.text();
}

} // namespace framescope::ui
