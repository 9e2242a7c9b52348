// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "contract/document/document.h"
#include "ui/widgets/actions.h"
#include "work/task.h"

#include <QObject>

#include <cstdint>
#include <memory>
#include <optional>

namespace framescope::present {
class ContractFindings;
class TimelineModel;
} // namespace framescope::present

namespace framescope::ui {

class ContractFile;
class DetailsPane;
class Document;
class FilterBar;
class FilterControl;
class NotificationBar;

/// The contract that the messages of a page are held against: an AsyncAPI document or a JSON
/// Schema, which is read again when it changes.
class ContractControl : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        Document& document;
        present::TimelineModel& model;
        DetailsPane& details;
        FilterBar& filterBar;
        FilterControl& filter;
        NotificationBar& notifications;
    };

    /// All parts must outlive it. Its dialogs are children of `page`.
    ContractControl(const Parts& parts, QWidget& page);

    void open(const QString& file);
    /// Empty if none is open.
    const QString& file() const;
    /// Null if none is open.
    const contract::Document::Ptr& contract() const { return contract_; }
    bool canInfer() const;
    /// Runs an action of the menu, if it is one of these.
    void run(ActionId id);

signals:
    /// Emitted when there is another contract, or none.
    void changed();
    void noticed(const QString& note);

private:
    void askForFile();
    void close();
    void take(const contract::Document::Ptr& document);
    void tellMistake(const Error& error);
    void apply();
    /// `wrong`: how many recorded messages break it, if that is known.
    void tellMessages(std::optional<std::uint64_t> wrong = {});
    void countWrong();
    void showCoverage();
    void askWhereToInfer();
    void infer(const QString& file);

    Parts parts_;
    QWidget& page_;
    ContractFile* file_;
    contract::Document::Ptr contract_;
    work::Task counting_;
    work::Task inferring_;
};

} // namespace framescope::ui
