import { type Answer, type Item } from './types';

export type MyChanges = Answer<'/api/v1/my/rota/changes', 'get'>;
export type MyStanding = Answer<'/api/v1/my/rota/standing', 'get'>;
export type UnitStanding = MyStanding['units'][number];
export type MyShiftDetail = Answer<'/api/v1/my/rota/shifts/{id}', 'get'>;
export type PublishedShift = MyChanges['changes']['added'][number];

export type Swap = Item<Answer<'/api/v1/swaps', 'get'>>;
export type SwapLeg = Swap['legs'][number];
export type SwapState = Swap['state'];
export type SwapSuggestions = Answer<'/api/v1/swaps/suggestions', 'get'>;
export type SwapOption = SwapSuggestions['options'][number];
export type SwapWay = SwapOption['kind'];
export type SwapVerdict = Answer<'/api/v1/swaps/{id}/verdict', 'get'>;
export type ChangeLimits = Answer<'/api/v1/units/{unitId}/change-limits', 'get'>;

export type OfferedVacancy = Item<Answer<'/api/v1/vacancies', 'get'>>;
export type Vacancy = Answer<'/api/v1/vacancies/{id}', 'get'>;
export type Ladder = Answer<'/api/v1/units/{unitId}/vacancy-ladder', 'get'>;
export type LadderStep = Ladder['steps'][number];
export type Audience = OfferedVacancy['audience'];
