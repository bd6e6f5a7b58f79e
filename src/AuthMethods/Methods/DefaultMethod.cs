using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Methods;

/// <summary>The default second factor: the preferred one, or the one registered first.</summary>
internal static class DefaultMethod
{
    /// <summary>
    /// Null if none of the methods is a second factor. Methods registered in the same instant are ordered by id, so that the result
    /// doesn't depend on the engine's order.
    /// </summary>
    public static SecondFactor? Of(SecondFactor? preferred, IEnumerable<AuthenticationMethodRow> methods, MethodView view)
    {
        var factors = methods.Where(m => view.FactorOf(m) is not null).OrderBy(m => m.CreatedDateTime).ThenBy(m => m.Id, StringComparer.Ordinal).ToArray();
        if (preferred is { } wish && factors.Any(m => view.Registered.Serves(m, wish))) return wish;
        return factors.Length > 0 ? view.FactorOf(factors[0]) : null;
    }

    /// <summary>Refuses to delete the default method, unless another one serves as the default too or no other second factor remains.</summary>
    public static async Task<GraphException?> RefuseDeleteAsync(Change change, AuthenticationMethodRow method, MethodView view)
    {
        if (view.FactorOf(method) is null) return null;
        var methods = await change.AuthenticationMethods.AsNoTracking().Where(m => m.UserId == method.UserId).ToListAsync();
        if (methods.Count(view.Registered.IsSecondFactor) == 1) return null;
        var preferred = await change.Users.Where(u => u.Id == method.UserId).Select(u => u.PreferredSecondFactor).SingleOrDefaultAsync();
        var isDefault = Of(preferred, methods, view) is { } standard
            && view.Registered.Serves(method, standard)
            && methods.Count(m => view.Registered.Serves(m, standard)) == 1;
        return isDefault ? GraphErrors.IsDefaultMethod(method.Id) : null;
    }
}
