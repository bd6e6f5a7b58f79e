using AuthMethods.Access;
using AuthMethods.Storage;
using AuthMethods.Wire.Errors;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Methods.Approvals;

/// <summary>The phone's side of <see cref="ApprovalRequests"/>: what it was asked, and what its user answers.</summary>
internal sealed class ApprovalAnswers(
    AuthDb db, Polling polling, Changes changes, CallContext call, ApprovalRequests requests, UserPolicies policies, TimeProvider time)
{
    private static readonly AuditActivity Reported = new("Suspicious activity reported", "Update");

    /// <summary>The request that waits for an answer; null if none does.</summary>
    public Task<ApprovalRequestRow?> PendingAsync(Phone phone) => PendingAsync(db, phone);

    /// <summary>The request that waits, or the next one, other than <paramref name="after"/>; null if none comes in time.</summary>
    public Task<ApprovalRequestRow?> NextAsync(Phone phone, Guid? after, TimeSpan wait, CancellationToken cancellation) =>
        polling.FirstAsync(async own => await PendingAsync(own, phone) is { } row && row.Id != after ? row : null, wait, cancellation);

    /// <summary>Approves a request. A wrong number denies it, so of several that are sent at once the first one decides.</summary>
    public async Task<Outcome> ApproveAsync(Phone phone, Guid id, int number)
    {
        if (await PendingAsync(phone) is not { } request || request.Id != id) return GraphErrors.MethodNotFound();
        var isRight = request.NumberHash == await requests.HashOfAsync(id, number);
        var answered = await AnswerAsync(phone, request, isRight ? ApprovalState.Approved : ApprovalState.Denied, isReported: false);
        return answered.Refusal is not null || isRight
            ? answered
            : GraphErrors.MethodBadRequest("The number is not the one that the sign-in page shows. The request is denied.");
    }

    /// <param name="phone">The phone.</param>
    /// <param name="id">The request.</param>
    /// <param name="isReported">The user reports that they didn't start the sign-in; recorded if the policy lets users report it.</param>
    public async Task<Outcome> DenyAsync(Phone phone, Guid id, bool isReported) =>
        await PendingAsync(phone) is { } request && request.Id == id
            ? await AnswerAsync(phone, request, ApprovalState.Denied, isReported)
            : GraphErrors.MethodNotFound();

    /// <summary>Refused if another phone of the user was first.</summary>
    private async Task<Outcome> AnswerAsync(Phone phone, ApprovalRequestRow request, ApprovalState state, bool isReported)
    {
        if (await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == phone.UserId) is not { } user) return GraphErrors.MethodNotFound();
        var policy = await policies.OfAsync(db, user.Id);
        var outcome = await changes.TryAsync(async change =>
        {
            var pending = change.Set<ApprovalRequestRow>()
                .Where(r => r.UserId == user.Id && r.Id == request.Id && r.State == ApprovalState.Pending && r.ExpiresDateTime > change.Now);
            var updated = await change.UnrecordedAsync(() => pending.ExecuteUpdateAsync(
                r => r.SetProperty(x => x.State, state).SetProperty(x => x.AnsweredBy, phone.MethodId)));
            if (updated == 0) return GraphErrors.MethodNotFound();
            if (isReported && policy.MayReportSuspiciousActivity)
            {
                change.Record(Reported, user.Id, user.UserPrincipalName, request.IpAddress is { } address ? $"Sign-in request from {address}" : null);
            }

            return Outcome.Done;
        });
        if (outcome.Refusal is null && state == ApprovalState.Denied) await requests.CountDenialAsync(user, request.IpAddress, call.Trail());
        return outcome;
    }

    private async Task<ApprovalRequestRow?> PendingAsync(AuthDb db, Phone phone)
    {
        var now = time.Now();
        var row = await db.Set<ApprovalRequestRow>().AsNoTracking()
            .FirstOrDefaultAsync(r => r.UserId == phone.UserId && r.State == ApprovalState.Pending && r.ExpiresDateTime > now);
        return row?.SentTo.Split(' ').Contains(phone.MethodId) == true ? row : null;
    }
}

/// <summary>A phone with an app that is registered for a user.</summary>
internal sealed record Phone(Guid UserId, string MethodId);
