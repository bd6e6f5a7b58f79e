using AuthMethods.Methods.Policy;
using AuthMethods.Storage;

namespace AuthMethods.Methods;

/// <summary>A way to use a registered method that the system may prefer at sign-in. Kinds may share a use by giving it the same name.</summary>
/// <param name="Name">Its name in <c>systemPreferredAuthenticationMethods</c>.</param>
/// <param name="Bits">The <see cref="Registered.Bit"/>s of the methods that can be used this way.</param>
/// <param name="Rank">The lowest is preferred; if two are equal, the one that its kind declares first.</param>
/// <param name="Factor">The default second factor that it corresponds to; null for none.</param>
internal sealed record MethodUse(string Name, long Bits, int Rank, SecondFactor? Factor = null)
{
    /// <summary>The configuration that limits which users may use it; null for all users who may use the method.</summary>
    public Func<MethodsPolicy, MethodConfiguration>? Configuration { get; init; }
}
