// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "message/draft.h"

#include <QWidget>

namespace framescope::ui {

/// The fields in which the drafts of one mode of the composer are written. Everything that is sent,
/// kept or brought back goes through `draft` and `setDraft`.
class ModePane : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    /// What is written.
    virtual message::Draft draft() const = 0;
    /// The same, with the masking keys that are shown.
    virtual message::Draft draftToSend() const { return draft(); }
    /// Shows a draft of a kind that this mode writes.
    virtual void setDraft(const message::Draft& draft) = 0;
    /// Removes the text that was sent; choices, and what is chosen rather than written, stay.
    virtual void clear() = 0;
    virtual bool isEmpty() const = 0;
    /// How many characters or bytes a draft has to be made of, roughly.
    virtual qsizetype weight() const = 0;
    /// Shows what the draft becomes when it is sent: expanded templates, bytes, the place of a
    /// mistake. `outgoing` is made of draftToSend() with a copy of `scope`.
    virtual void preview(const Result<message::Outgoing>& outgoing,
                         const message::TemplateScope& scope) = 0;
    /// Clears the preview: the draft is empty, or too large to be made while it is written.
    virtual void clearPreview() {}
    /// What is special about the draft; empty if its length says enough.
    virtual QString remark() const { return {}; }
    /// What the choices in `tools` do to the message, to be told while they are folded; empty if
    /// they do nothing special.
    virtual QString hint() const { return {}; }
    /// The height at which all fields are seen at once; 0: any height is enough.
    virtual int neededHeight() const { return 0; }
    /// A sentence on a field that can't be part of a draft; empty if there is none.
    virtual QString mistake() const { return {}; }
    /// Completes the names of these variables in templates.
    virtual void setVariables(const QStringList& /*names*/) {}

    /// The choices of the mode, in a line below the fields. The composer places them; never null.
    QWidget* tools() const { return tools_; }

signals:
    /// Emitted when the draft has changed.
    void changed();
    void sendRequested();
    /// Emitted with a sentence if something can't be done.
    void refused(const QString& message);

protected:
    void setTools(QWidget* tools) { tools_ = tools; }

private:
    QWidget* tools_ = nullptr;
};

} // namespace framescope::ui
