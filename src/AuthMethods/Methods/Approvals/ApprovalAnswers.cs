using System.Diagnostics;
using AuthMethods.Access;
using AuthMethods.Credentials;
using AuthMethods.Storage;
using AuthMethods.Wire.Errors;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Methods.Approvals;

/// <summary>The phone's side of <see cref="ApprovalRequests"/>: what it was asked, and what its user answers.</summary>
internal sealed class ApprovalAnswers(
    AuthDb db, IDbContextFactory<AuthDb> contexts, DatabaseSlot slot, Changes changes, CallContext call, SmartLockout lockout, KeyedHashes hashes,
    UserPolicies policies, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private static readonly AuditActivity Reported = new("Suspicious activity reported", "Update");

    /// <summary>The request that waits for an answer; null if none does.</summary>
    public Task<ApprovalRequestRow?> PendingAsync(Phone phone) => PendingAsync(db, phone);

    /// <summary>The request that waits, or the next one, other than <paramref name="after"/>; null if none comes in time.</summary>
    public async Task<ApprovalRequestRow?> NextAsync(Phone phone, Guid? after, TimeSpan wait, CancellationToken cancellation)
    {
        var tenant = db.TenantId;
        // The place at the database is another request's while this one waits.
        slot.Dispose();
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            await using (var own = await contexts.CreateDbContextAsync(cancellation))
            {
                own.TenantId = tenant;
                if (await PendingAsync(own, phone) is { } row && row.Id != after) return row;
            }

            var left = wait - Stopwatch.GetElapsedTime(began);
            if (left <= TimeSpan.Zero) return null;
            await Task.Delay(left < Interval ? left : Interval, cancellation);
        }
    }

    /// <summary>Approves a request. A wrong number denies it.</summary>
    public async Task<Outcome> ApproveAsync(Phone phone, Guid id, int number)
    {
        if (await PendingAsync(phone) is not { } request || request.Id != id) return GraphErrors.MethodNotFound();
        if (request.NumberHash == await ApprovalRequests.HashOfAsync(hashes, db.TenantId, id, number))
        {
            return await changes.TryAsync(change => SetAsync(change, request, phone, ApprovalState.Approved));
        }

        var denied = await DenyAsync(phone, id, isReported: false);
        return denied.Refusal ?? GraphErrors.MethodBadRequest("The number is not the one that the sign-in page shows. The request is denied.");
    }

    /// <param name="phone">The phone.</param>
    /// <param name="id">The request.</param>
    /// <param name="isReported">The user reports that they didn't start the sign-in; recorded if the policy lets users report it.</param>
    public async Task<Outcome> DenyAsync(Phone phone, Guid id, bool isReported)
    {
        if (await PendingAsync(phone) is not { } request || request.Id != id) return GraphErrors.MethodNotFound();
        if (await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == phone.UserId) is not { } user) return GraphErrors.MethodNotFound();
        var policy = await policies.OfAsync(db, user.Id, await db.Tenants.Select(t => t.PolicyStamp).SingleAsync());
        var outcome = await changes.TryAsync(async change =>
        {
            var set = await SetAsync(change, request, phone, ApprovalState.Denied);
            if (set.Refusal is null && isReported && policy.MayReportSuspiciousActivity)
            {
                change.Record(Reported, user.Id, user.UserPrincipalName, request.IpAddress is { } address ? $"Sign-in request from {address}" : null);
            }

            return set;
        });
        if (outcome.Refusal is null) await ApprovalRequests.CountDenialAsync(lockout, user, request.IpAddress, call.Trail());
        return outcome;
    }

    /// <summary>Refused if another phone of the user was first.</summary>
    private static async Task<Outcome> SetAsync(Change change, ApprovalRequestRow request, Phone phone, ApprovalState state)
    {
        var pending = change.Set<ApprovalRequestRow>()
            .Where(r => r.UserId == phone.UserId && r.Id == request.Id && r.State == ApprovalState.Pending && r.ExpiresDateTime > change.Now);
        var updated = await change.UnrecordedAsync(() => pending.ExecuteUpdateAsync(
            r => r.SetProperty(x => x.State, state).SetProperty(x => x.AnsweredBy, phone.MethodId)));
        return updated == 1 ? Outcome.Done : GraphErrors.MethodNotFound();
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
