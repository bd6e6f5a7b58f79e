using AuthMethods.Policy;
using AuthMethods.Storage;

namespace AuthMethods.Users;

/// <summary>What, beside a method's row, decides how the caller sees it now.</summary>
public sealed record MethodView(bool SmsAllowed, bool SmsSignInAllowed, bool IsMasked);

/// <summary>The policies in force for one user.</summary>
public sealed class UserPolicies
{
    private readonly MethodsPolicyCache _cache = new();

    public async ValueTask<MethodView> ViewAsync(AuthDb db, TargetUser user)
    {
        var policy = await _cache.OfAsync(db, user.Account.PolicyStamp);
        return new(policy.SmsEnabled, await MethodsPolicyCache.AllowsAsync(db, policy.SmsSignIn, user.Id), user.IsMasked);
    }
}
