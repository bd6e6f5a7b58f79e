using AuthMethods.Methods.Policy;
using AuthMethods.Storage;

namespace AuthMethods.Methods;

/// <summary>A way to use what is registered, as the system may prefer it. Kinds that give the same name share the use.</summary>
/// <param name="Name">As <c>systemPreferredAuthenticationMethods</c> shows it.</param>
/// <param name="Bits">The <see cref="Registered.Bit"/>s of what can be used so.</param>
/// <param name="Rank">The lowest is preferred; of two with one rank, the one that its kind declares first.</param>
/// <param name="Factor">The default second factor that it is; null for none.</param>
internal sealed record MethodUse(string Name, long Bits, int Rank, SecondFactor? Factor = null)
{
    /// <summary>The configuration that says which users may use it so; null for all who may use the method.</summary>
    public Func<MethodsPolicy, MethodConfiguration>? Configuration { get; init; }
}
