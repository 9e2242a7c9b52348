// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/story/close_pane.h"

#include "ui/details/story/close_html.h"
#include "ui/widgets/close_codes_window.h"

#include <QUrl>

namespace framescope::ui {

ClosePane::ClosePane(QWidget* parent) : DocumentPane(parent)
{
    setObjectName(QStringLiteral("close"));
    setAccessibleName(tr("How the connection ended"));
    connect(this, &QTextBrowser::anchorClicked, this, [this](const QUrl& link) {
        if (link.scheme() == QLatin1String("codes")) {
            CloseCodesWindow::open(*this, link.path());
        }
    });
}

bool ClosePane::hasContent(const present::LoadedEvent& event)
{
    return event.connection && (event.connection->closing || event.connection->closeReceived ||
                                event.connection->closeSent);
}

QString ClosePane::html(const present::LoadedEvent& event, const style::Colours& colours) const
{
    const auto story = event.connection ? timeline::endingStory(*event.connection) : std::nullopt;
    return story ? closeHtml(*event.connection, *story, event.responseBody, colours) : QString();
}

} // namespace framescope::ui
