// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/welcome.h"

#include "ui/style/building_blocks.h"
#include "ui/style/icons.h"
#include "ui/style/plain_text.h"

#include <QIcon>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace framescope::ui {

Welcome::Welcome(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("welcome"));
    auto* picture = style::plainLabel();
    picture->setPixmap(QIcon(QStringLiteral(":/icons/framescope.svg")).pixmap(72, 72));
    picture->setAlignment(Qt::AlignCenter);
    auto* title = style::plainLabel(tr("See everything that happens on a WebSocket"));
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * 1.4);
    large.setWeight(QFont::DemiBold);
    title->setFont(large);
    title->setAlignment(Qt::AlignCenter);
    auto* hint =
        style::plainLabel(tr("Type an address above and press Enter. Every byte is recorded "
                             "from the first.\nOr open a recording, or drop a .pcapng here."),
                          "muted");
    hint->setAlignment(Qt::AlignCenter);

    auto* open = new QPushButton(tr("Open a recording…"));
    style::setButtonIcon(open, QStringLiteral("open"));
    auto* demo = new QPushButton(tr("Try the demo server"));
    style::setButtonIcon(demo, QStringLiteral("pulse"));
    demo->setObjectName(QStringLiteral("demoButton"));
    auto* server = new QPushButton(tr("Play a server…"));
    style::setButtonIcon(server, QStringLiteral("server"));
    server->setObjectName(QStringLiteral("serverButton"));
    server->setToolTip(tr("A mock server, for clients to be tested with"));
    connect(server, &QPushButton::clicked, this, &Welcome::serverRequested);
    connect(open, &QPushButton::clicked, this, &Welcome::openRequested);
    connect(demo, &QPushButton::clicked, this, &Welcome::demoRequested);

    auto* buttons = style::row(nullptr, {}, 10);
    buttons->addStretch(1);
    buttons->addWidget(open);
    buttons->addWidget(demo);
    buttons->addWidget(server);
    buttons->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->setSpacing(14);
    column->addStretch(2);
    column->addWidget(picture);
    column->addWidget(title);
    column->addWidget(hint);
    column->addSpacing(4);
    column->addLayout(buttons);
    column->addStretch(3);
}

} // namespace framescope::ui
