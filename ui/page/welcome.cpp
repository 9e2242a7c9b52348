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

    auto* first = style::row(nullptr, {}, 10);
    auto* second = style::row(nullptr, {}, 10);
    for (QHBoxLayout* buttons : {first, second}) {
        buttons->addStretch(1);
    }
    const auto add = [this](QHBoxLayout* buttons, const char* name, const char* icon,
                            const QString& text, const QString& toolTip, ActionId action) {
        auto* button = new QPushButton(text);
        button->setObjectName(QLatin1String(name));
        button->setToolTip(toolTip);
        style::setButtonIcon(button, QLatin1String(icon));
        connect(button, &QPushButton::clicked, this, [this, action] { emit requested(action); });
        buttons->addWidget(button);
    };
    add(first, "openButton", "open", tr("Open a recording…"), {}, ActionId::Open);
    add(first, "demoButton", "pulse", tr("Try the demo server"), {}, ActionId::Demo);
    add(second, "scenarioButton", "file", tr("New scenario"),
        tr("A test of a server, step by step"), ActionId::NewScenario);
    add(second, "serverButton", "server", tr("Server…"),
        tr("Be the server of the clients that you test: it plays scenarios, a recording, a "
           "contract "
           "or the demo"),
        ActionId::MockServer);
    add(second, "probeButton", "search", tr("Probe the server…"),
        tr("How the server of the address above reacts to malformed and unusual input"),
        ActionId::Probe);
    for (QHBoxLayout* buttons : {first, second}) {
        buttons->addStretch(1);
    }
    auto* column = new QVBoxLayout(this);
    column->setSpacing(14);
    column->addStretch(2);
    column->addWidget(picture);
    column->addWidget(title);
    column->addWidget(hint);
    column->addSpacing(4);
    column->addLayout(first);
    column->addLayout(second);
    column->addStretch(3);
}

} // namespace framescope::ui
