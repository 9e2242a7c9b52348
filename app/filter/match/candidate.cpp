// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/match/candidate.h"

#include "codec/decoding.h"
#include "codec/json/json_text.h"
#include "filter/match/contract_check.h"

#include <algorithm>

namespace framescope::filter {

Candidate::Candidate(const timeline::Timeline& timeline, timeline::View view,
                     contract::Document::Ptr contract)
    : timeline_(timeline), view_(view), reader_(timeline), plain_(timeline), source_(timeline),
      contract_(std::move(contract))
{
}

void Candidate::lookAt(EventId id)
{
    id_ = id;
    entry_ = &timeline_.entry(id);
    payloadRead_ = false;
    headerRead_ = false;
    detailText_.reset();
    decoded_ = false;
    judged_ = false;
}

const timeline::Detail* Candidate::detail()
{
    return timeline_.detail(*entry_);
}

const wire::FrameHeader* Candidate::header()
{
    if (!headerRead_) {
        headerRead_ = true;
        header_.reset();
        if (!isLifeCycle()) {
            if (const auto header = reader_.header(id_)) {
                header_ = *header;
            }
            payloadRead_ = false; // its buffer may have been reused
        }
    }
    return header_ ? &*header_ : nullptr;
}

std::optional<ByteView> Candidate::payload()
{
    if (!payloadRead_) {
        payloadRead_ = true;
        payload_ = plain_.view(*entry_);
        if (!payload_ && !isLifeCycle() && !isLong()) {
            if (const auto view = reader_.view(id_)) {
                payload_ = *view;
            }
        }
    }
    return payload_;
}

std::optional<bool> Candidate::findInParts(std::size_t overlap,
                                           const std::function<bool(const PayloadPart&)>& isFound)
{
    constexpr std::uint64_t PartSize = 4 * 1024 * 1024;
    constexpr std::size_t Context = 1; // a regular expression examines one byte beside a match
    const std::uint64_t length = timeline_.length(*entry_);
    Bytes window;
    std::uint64_t end = 0; // end of the window in the payload
    for (bool isLast = false; !isLast;) {
        const auto part = reader_.payload(id_, end, PartSize);
        if (!part) {
            return std::nullopt;
        }
        append(window, *part);
        end += part->size();
        isLast = part->empty() || end >= length;
        if (isFound({window, end > window.size() ? Context : 0, isLast ? 0 : Context})) {
            return true;
        }
        const std::size_t kept = std::min(overlap + Context, window.size());
        window.erase(window.begin(), window.end() - static_cast<std::ptrdiff_t>(kept));
    }
    return false;
}

Candidate::Scan& Candidate::scanOf(std::size_t slot, const ByteSearch& literal)
{
    if (slot >= scans_.size()) {
        scans_.resize(slot + 1);
    }
    auto& scan = scans_[slot];
    if (!scan) {
        scan = std::make_unique<Scan>(source_, literal);
    }
    return *scan;
}

PayloadScan::Found Candidate::scan(std::size_t slot, const ByteSearch& literal)
{
    return scanOf(slot, literal).scan.find(*entry_);
}

bool Candidate::lacks(std::size_t slot, const ByteSearch& literal)
{
    constexpr std::uint32_t Enough = 512;      // samples before deciding whether searching pays
    constexpr std::uint32_t Again = 64 * 1024; // start over, since later events may differ
    constexpr std::uint32_t WorthOneIn = 8;
    Scan& scan = scanOf(slot, literal);
    if (scan.asked >= Again) {
        scan.asked = 0;
        scan.lacking = 0;
    }
    ++scan.asked;
    if (scan.asked > Enough && scan.lacking * WorthOneIn < std::min(scan.asked, Enough)) {
        return false;
    }
    const bool lacking = scan.scan.find(*entry_) == PayloadScan::Found::No;
    scan.lacking += lacking ? 1 : 0;
    return lacking;
}

std::optional<ByteView> Candidate::json()
{
    if (isLong()) {
        note(tooLong_.forJson);
    }
    return payload();
}

const std::string& Candidate::decodedJson()
{
    if (decoded_) {
        return decodedJson_;
    }
    decoded_ = true;
    decodedJson_.clear();
    if (const auto bytes = payload(); bytes) {
        const codec::Decoding decoding = codec::decode(
            std::make_shared<const Bytes>(bytes->begin(), bytes->end()), {}, {}, LongestWhole);
        if (decoding.contentCut) {
            note(tooLong_.forJson);
        } else if (decoding.tree) {
            decodedJson_ = codec::jsonText(*decoding.tree);
        }
    }
    return decodedJson_;
}

void Candidate::note(std::vector<EventId>& list)
{
    if (list.empty() || list.back() != id_) {
        list.push_back(id_);
    }
}

const DetailText& Candidate::detailText()
{
    if (!detailText_) {
        const timeline::Detail* found = isLifeCycle() ? detail() : nullptr;
        const bool isNote = found && entry_->type == timeline::Type::Note;
        const auto lifeCycle = isNote  ? timeline::currentDetail(timeline_, id_).lifeCycle
                               : found ? found->lifeCycle
                                       : nullptr;
        detailText_ = lifeCycle ? filter::detailText(*lifeCycle) : DetailText();
    }
    return *detailText_;
}

bool Candidate::isHeartbeat()
{
    if (!heartbeats_) {
        heartbeats_.emplace(timeline_);
    }
    if (id_.value >= heartbeats_->seen()) {
        heartbeats_->update(timeline_.size());
    }
    return heartbeats_->contains(id_);
}

const contract::Verdict* Candidate::verdict()
{
    if (!judged_) {
        judged_ = true;
        verdict_.reset();
        if (const auto payload =
                contract_ && isForContract(timeline_, id_) ? json() : std::nullopt) {
            if (!checker_) {
                checker_.emplace(contract_);
                channel_.emplace(timeline_, contract_);
            }
            checker_->setChannel(channel_->of(entry_->conn()));
            verdict_ = checker_->check(entry_->direction(), *payload,
                                       entry_->type == timeline::Type::Text);
        }
    }
    return verdict_ ? &*verdict_ : nullptr;
}

const timeline::Notes& Candidate::notes()
{
    if (!notes_) {
        notes_.emplace(timeline_);
    } else if (notes_->seen() != timeline_.noteEditCount()) {
        notes_->update();
    }
    return *notes_;
}

} // namespace framescope::filter
