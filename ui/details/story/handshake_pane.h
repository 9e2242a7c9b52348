// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/details/story/document_html.h"
#include "ui/details/story/document_pane.h"

namespace framescope::ui {

/// The opening of the event's connection: phases with their times, all heads, failed checks, TLS,
/// and the body of a refusal. Links choose how the heads are shown.
class HandshakePane : public DocumentPane
{
    Q_OBJECT

public:
    explicit HandshakePane(QWidget* parent = nullptr);

protected:
    QString html(const present::LoadedEvent& event, const style::Colours& colours) const override;

private:
    void chooseForm(const QUrl& link);
    QString headsHtml(const timeline::ConnectionInfo& connection,
                      const style::Colours& colours) const;

    HeadForm form_ = HeadForm::Parsed;
};

} // namespace framescope::ui
