using AuthMethods.Methods;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Authority.Flow;

/// <summary>The registration campaign of the methods policy: what a user is asked to set up, and how often they postponed it.</summary>
internal sealed class Campaigns(AuthDb db, AuthorityStore store, Registrations registrations, Writer writer, TimeProvider time)
{
    private const int AllowedSnoozes = 3;

    // Longer than anybody postpones three times.
    private static readonly TimeSpan SnoozesAreForgottenAfter = TimeSpan.FromDays(400);

    /// <summary>What the campaign asks a user to set up now, after multi-factor authentication; null if nothing.</summary>
    public async Task<CampaignOffer?> OfferAsync(SignInRequest request, SignInTicket ticket, UserRow user)
    {
        if (ticket.Steps.Count == 0 || ticket.IsRemembered || ticket.Done!.MultiFactorAt is null) return null;
        var policy = await store.PolicyOfAsync(user);
        if (policy.CampaignFor(user.Id, hasUsedPhone: ticket.Done.Modes.Any(m => m is "sms" or "voice")) is not { } target) return null;
        var kind = (await registrations.OpenAsync(request, user, ticket.Done))
            .FirstOrDefault(k => target.TargetedAuthenticationMethod.Equals(k.CampaignName, StringComparison.OrdinalIgnoreCase));
        if (kind is null || await kind.IsRegisteredAsync(user.Id)) return null;
        var (until, snoozes) = (UsedAssertionRow.KeyOf(UntilOf(user, kind)), KeysOf(user, kind).Select(UsedAssertionRow.KeyOf).ToArray());
        var now = time.Now();
        var found = await db.Set<UsedAssertionRow>().Where(u => u.ExpiresDateTime > now && (u.Key == until || snoozes.Contains(u.Key)))
            .Select(u => u.Key).ToListAsync();
        if (found.Contains(until)) return null;
        var campaign = policy.Tenant.Campaign;
        var maySkip = !campaign.EnforceRegistrationAfterAllowedSnoozes || found.Count < AllowedSnoozes;
        return new(kind, maySkip, TimeSpan.FromDays(campaign.SnoozeDurationInDays));
    }

    /// <summary>Postpones what is offered.</summary>
    public Task SnoozeAsync(UserRow user, CampaignOffer offer) => writer.RunAsync(
        user.TenantId, AuditTrail.Server(time), change => change.UnrecordedAsync(async () =>
    {
        var (name, until) = (UntilOf(user, offer.Kind), change.Now + offer.Snooze);
        var key = UsedAssertionRow.KeyOf(name);
        var updated = await change.Set<UsedAssertionRow>().Where(u => u.Key == key).ExecuteUpdateAsync(u => u.SetProperty(x => x.ExpiresDateTime, until));
        if (updated == 0) await change.TryUseAsync(name, until);
        foreach (var snooze in KeysOf(user, offer.Kind))
        {
            if (await change.TryUseAsync(snooze, change.Now + SnoozesAreForgottenAfter)) break;
        }

        return true;
    }));

    // Rows of what is used once: they expire by themselves.
    private static string UntilOf(UserRow user, ISignInRegistration kind) => $"snoozed {user.Id} {kind.Id}";

    private static IEnumerable<string> KeysOf(UserRow user, ISignInRegistration kind) =>
        Enumerable.Range(1, AllowedSnoozes).Select(i => $"snooze {user.Id} {kind.Id} {i}");
}

/// <summary>What a campaign asks a user to set up.</summary>
/// <param name="Kind">The kind of method.</param>
/// <param name="MaySkip">The user may postpone it.</param>
/// <param name="Snooze">For how long.</param>
internal sealed record CampaignOffer(ISignInRegistration Kind, bool MaySkip, TimeSpan Snooze);
