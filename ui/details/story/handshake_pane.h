// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/details/story/document_html.h"
#include "ui/details/story/document_pane.h"

namespace framescope::ui {

/// The opening of the event's connection: phases with their times, all heads, failed checks, TLS.
/// If it did not open: what went wrong, what to try, and then the evidence, from DNS to the body of
/// the refusal. Links choose how the heads and the body are shown.
class HandshakePane : public DocumentPane
{
    Q_OBJECT

public:
    explicit HandshakePane(QWidget* parent = nullptr);

protected:
    QString html(const present::LoadedEvent& event, const style::Colours& colours) const override;

private:
    void chooseForm(const QUrl& link);
    QString openedHtml(const present::LoadedEvent& event, const style::Colours& colours) const;
    QString headsHtml(const timeline::ConnectionInfo& connection,
                      const style::Colours& colours) const;
    QString responseHtml(const present::LoadedEvent& event, const style::Colours& colours) const;
    QString requestHtml(const timeline::ConnectionInfo& connection,
                        const style::Colours& colours) const;
    QString bodyHtml(const present::LoadedEvent& event, const style::Colours& colours) const;
    QString contentHtml(const timeline::ConnectionInfo& connection) const;

    HeadForm form_ = HeadForm::Parsed;
    bool bodyAsSent_ = false;
};

} // namespace framescope::ui
