// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/about_dialog.h"

#include "ui/style/building_blocks.h"
#include "ui/style/plain_text.h"

#include <QIcon>
#include <QLabel>

namespace framescope::ui {

AboutDialog::AboutDialog(QWidget* parent) : QDialog(parent)
{
    setWindowTitle(tr("About Framescope"));
    auto* picture = style::plainLabel();
    picture->setPixmap(QIcon(QStringLiteral(":/icons/framescope.svg")).pixmap(64, 64));
    picture->setAlignment(Qt::AlignCenter);
    auto* text =
        new QLabel(tr("<h3>Framescope %1</h3>"
                      "<p>Records and inspects WebSocket connections, frame by frame.</p>"
                      "<p>RFC 6455, RFC 7692. Built with Qt %2.</p>"
                      "<p>Free software under the GNU General Public License,<br>"
                      "version 3 or later. No warranty.</p>")
                       .arg(QStringLiteral(FRAMESCOPE_VERSION), QString::fromLatin1(qVersion())));
    text->setTextFormat(Qt::RichText);
    text->setAlignment(Qt::AlignCenter);
    auto* buttons = style::dialogButtons(this, QDialogButtonBox::Close);
    auto* column = style::column(this, {32, 24, 32, 16}, 10);
    column->addWidget(picture);
    column->addWidget(text);
    column->addWidget(buttons);
}

} // namespace framescope::ui
