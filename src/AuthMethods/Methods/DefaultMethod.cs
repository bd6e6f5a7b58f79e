using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Methods;

/// <summary>The default second factor: what the user prefers, or what they registered first.</summary>
internal static class DefaultMethod
{
    /// <summary>
    /// Null when there is no second factor among the methods. Of those registered in the same instant the id decides, so that the
    /// answer does not depend on the order in which an engine returns them.
    /// </summary>
    public static SecondFactor? Of(SecondFactor? preferred, IEnumerable<AuthenticationMethodRow> methods, bool smsAllowed)
    {
        var factors = methods.Where(m => m.Factor(smsAllowed) is not null).OrderBy(m => m.CreatedDateTime).ThenBy(m => m.Id, StringComparer.Ordinal).ToArray();
        return preferred is { } wish && factors.Any(m => m.Serves(wish)) ? wish : factors.FirstOrDefault()?.Factor(smsAllowed);
    }

    /// <summary>The refusal to delete the method that is the default, unless another serves as it too, or no other second factor remains.</summary>
    public static async Task<GraphException?> RefuseDeleteAsync(Change change, AuthenticationMethodRow method, bool smsAllowed)
    {
        if (method.Factor(smsAllowed) is null) return null;
        var methods = await change.AuthenticationMethods.AsNoTracking().Where(m => m.UserId == method.UserId).ToListAsync();
        if (methods.Count(m => m.IsSecondFactor) == 1) return null;
        var preferred = await change.Users.Where(u => u.Id == method.UserId).Select(u => u.PreferredSecondFactor).SingleOrDefaultAsync();
        var isDefault = Of(preferred, methods, smsAllowed) is { } standard && method.Serves(standard) && methods.Count(m => m.Serves(standard)) == 1;
        return isDefault ? GraphErrors.IsDefaultMethod(method.Id) : null;
    }
}
