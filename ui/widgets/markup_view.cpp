// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/markup_view.h"

#include <QByteArray>
#include <QImage>
#include <QTextDocument>
#include <QUrl>
#include <QVariant>

namespace framescope::ui::style {

MarkupView::MarkupView(QWidget* parent) : QTextBrowser(parent)
{
    setOpenLinks(false);
}

QVariant MarkupView::loadResource(int type, const QUrl& /*name*/)
{
    if (type != QTextDocument::ImageResource) {
        return QByteArray();
    }
    // Without an image, Qt would look for a file of that name.
    QImage nothing(1, 1, QImage::Format_ARGB32);
    nothing.fill(Qt::transparent);
    return nothing;
}

} // namespace framescope::ui::style
